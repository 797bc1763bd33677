import type { Localized } from '../actions/action.js';
import { READ_ONLY } from './refusals.js';

/** Somebody's, or a rollback's, word that nothing of this may run for now. */
export interface StandingHold {
  /** Null: over every change of the repository. */
  readonly pull: number | null;
  readonly reason: string;
  readonly by: string;
}

/** Why nothing of a change starts now though it may be approved, as a whole sentence; undefined when nothing holds it. */
export function heldBecause(facts: {
  readonly readOnly: boolean;
  readonly holds?: readonly StandingHold[];
}): Localized | undefined {
  if (facts.readOnly) return READ_ONLY;
  const [hold] = facts.holds ?? [];
  return hold && saySuspended(hold);
}

/** What keeps a change, and the exact words that lift it. */
export function saySuspended({ pull, reason, by }: StandingHold): Localized {
  const command = pull === null ? '/ops unhold --all' : '/ops unhold';
  return {
    en: `${pull === null ? 'every change is' : 'this change is'} held by ${by} (${reason}); to lift it: \`${command}\``,
    fr: `${pull === null ? 'tous les changements sont' : 'ce changement est'} en suspens, par ${by} (${reason}) ; pour lever cela : \`${command}\``,
  };
}

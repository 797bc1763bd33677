import type { Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { emergencyRole } from './emergency.js';
import { type StandingFreeze, wallTime } from './freeze.js';
import type { Role } from './change-facts.js';

/** Why an approved change waits, until when, and the way through where the policy knows one. */
export function frozenBecause(freeze: StandingFreeze, policy: Policy, state: 'open' | 'merged'): Localized {
  const role = emergencyRole(policy);
  const more = policy.emergency?.approvals ?? 1;
  const held = heldBy(freeze, state);
  if (role === undefined)
    return {
      en: `${held.en}; the policy knows no way through it`,
      fr: `${held.fr} ; la politique ne prévoit aucun passage`,
    };
  const who = ROLES[role];
  return {
    en: `${held.en}. In an emergency ${who.en} answers \`/ops emergency REASON\` here before the merge; it then takes ${more === 1 ? 'one more approval' : `${more} more approvals`}`,
    fr: `${held.fr}. En cas d'urgence, ${who.fr} répond ici \`/ops urgence RAISON\` avant la fusion ; il faut alors ${more === 1 ? 'une approbation de plus' : `${more} approbations de plus`}`,
  };
}

/** Why an emergency does not help what was merged without the approvals that it takes. */
export function shortOfEmergency(freeze: StandingFreeze, missing: readonly Localized[]): Localized {
  const held = heldBy(freeze, 'merged');
  return {
    en: `${held.en}, and an emergency would have needed before the merge: ${missing.map(({ en }) => en).join('; ')}`,
    fr: `${held.fr}, et l'urgence aurait demandé avant la fusion : ${missing.map(({ fr }) => fr).join(' ; ')}`,
  };
}

function heldBy({ name, until, timeZone }: StandingFreeze, state: 'open' | 'merged'): Localized {
  const when = until === undefined ? undefined : wallTime(until, timeZone);
  const then =
    state === 'merged'
      ? { en: 'then I go on by myself', fr: 'je continuerai alors de moi-même' }
      : { en: 'merged before, it runs then', fr: "fusionnée avant, elle s'exécutera à ce moment" };
  return {
    en: `the freeze "${name}" holds every change${when === undefined ? '' : ` until ${when}`}; ${then.en}`,
    fr: `le gel « ${name} » suspend tout changement${when === undefined ? '' : ` jusqu'au ${when}`} ; ${then.fr}`,
  };
}

const ROLES: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'a viewer', fr: 'un lecteur' },
  operator: { en: 'an operator', fr: 'un opérateur' },
  admin: { en: 'an admin', fr: 'un administrateur' },
};

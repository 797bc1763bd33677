import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';
import { decideChange } from '@chatops-commander/engine/approval/decide-change';
import type { Policy } from '@chatops-commander/schemas';
import type { ReadFacts } from './read-change-facts.js';

/** What to do about a pull request as it was read; one that could not be read whole is refused, where it is recent. */
export function decideLook({ facts, unlisted }: Pick<ReadFacts, 'facts' | 'unlisted'>, policy: Policy): ChangeDecision {
  if (!unlisted) return decideChange(facts, policy);
  if (facts.state === 'closed') return { kind: 'closed' };
  if (facts.merge !== undefined && Date.parse(facts.merge.mergedAt) < Date.parse(facts.installedAt))
    return { kind: 'ignore', reason: 'merged-before-installation' };
  return { kind: 'refuse', reason: 'unreadable', because: tooManyFiles };
}

const tooManyFiles = {
  en: 'it touches files under changes/ or .chatops/ and more files than GitHub lists, and what I cannot read I do not run: split it into smaller ones',
  fr: "elle touche des fichiers sous changes/ ou .chatops/ et plus de fichiers que GitHub n'en liste, et je n'exécute pas ce que je ne peux pas lire : découpez-la en plus petites",
};

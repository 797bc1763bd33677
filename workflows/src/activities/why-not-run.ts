import type { Localized } from '@chatops-commander/engine/actions/action';
import type { ChangeDecision } from '@chatops-commander/engine/approval/change-decision';

/** Why a pull request that was judged again lets nothing run, as a phrase. */
export function whyNotRun(decision: Exclude<ChangeDecision, { kind: 'run' }>): Localized {
  switch (decision.kind) {
    case 'refuse':
    case 'held':
    case 'changed-since-approval':
    case 'ask-stale':
      return decision.because;
    case 'await-approval':
    case 'unapproved-merge':
    case 'reject-config':
      return {
        en: `it lacks an approval: ${decision.missing.map((each) => each.en).join('; ')}`,
        fr: `il lui manque une approbation : ${decision.missing.map((each) => each.fr).join(' ; ')}`,
      };
    case 'lint-failed':
      return {
        en: 'it is not valid under the policy and the inventory in force now',
        fr: "elle n'est pas valide avec la politique et l'inventaire en vigueur maintenant",
      };
    case 'ready-to-merge':
    case 'merge':
      return { en: 'its pull request is not merged', fr: "sa pull request n'est pas fusionnée" };
    case 'expire':
      return { en: 'its pull request waited for too long', fr: 'sa pull request a attendu trop longtemps' };
    case 'closed':
      return { en: 'its pull request was closed without a merge', fr: 'sa pull request a été fermée sans fusion' };
    case 'already-ran':
      return { en: 'what it adds has run already', fr: "ce qu'elle ajoute a déjà été exécuté" };
    case 'ignore':
    case 'library':
    case 'accept-config':
    case 'already-accepted':
      return { en: 'its pull request adds nothing to run', fr: "sa pull request n'ajoute rien à exécuter" };
    default:
      return decision satisfies never;
  }
}

import type { Localized } from '@chatops-commander/engine/actions/action';
import { BranchTaken } from '../github/commit-files.js';
import { TooManyFiles } from '../github/contents.js';
import { missingPermission } from '../github/missing-permission.js';
import { NotBootstrapped, notBootstrapped } from './config-in-force.js';
import { PlannedRunbookInvalid } from './request/planned-runbook-invalid.js';

/** What no retry mends, and what a person can do about it. */
export interface PermanentTrouble {
  readonly problem: Localized;
  readonly next: Localized;
  readonly command?: string;
}

/** Undefined for everything that may go away by itself: that is tried again. */
export function permanentTrouble(error: unknown): PermanentTrouble | undefined {
  if (error instanceof NotBootstrapped)
    return {
      problem: notBootstrapped(error.repository),
      next: { en: 'an administrator runs this once', fr: 'un administrateur exécute ceci une fois' },
      command: `chatops bootstrap ${error.repository}`,
    };
  if (error instanceof PlannedRunbookInvalid)
    return {
      problem: {
        en: `What I made of these words is not a valid runbook: ${error.problems.map(({ en }) => en).join('; ')}`,
        fr: `Ce que j'ai tiré de ces mots n'est pas un runbook valide : ${error.problems.map(({ fr }) => fr).join(' ; ')}`,
      },
      next: {
        en: 'say it in other words, or write the runbook yourself under changes/; the mistake is mine, please report it',
        fr: "dites-le autrement, ou écrivez vous-même le runbook sous changes/ ; l'erreur est de mon côté, merci de la signaler",
      },
    };
  if (error instanceof BranchTaken)
    return {
      problem: {
        en: `The branch ${error.branch} holds something else than what I propose.`,
        fr: `La branche ${error.branch} contient autre chose que ce que je propose.`,
      },
      next: { en: 'delete that branch, and ask again', fr: 'supprimez cette branche, puis redemandez' },
    };
  if (error instanceof TooManyFiles)
    return {
      problem: {
        en: 'This pull request touches more files than GitHub lists, so I cannot read it whole.',
        fr: 'Cette pull request touche plus de fichiers que GitHub n’en liste : je ne peux pas la lire en entier.',
      },
      next: { en: 'split it into smaller ones', fr: 'découpez-la en plus petites' },
    };
  const permission = missingPermission(error);
  if (permission !== undefined) {
    const told = permission === '' && error instanceof Error ? error.message : `\`${permission}\``;
    return {
      problem: {
        en: `GitHub does not let the app do this; what it lacks: ${told}`,
        fr: `GitHub ne le permet pas à l'app ; il lui manque : ${told}`,
      },
      next: {
        en: "an administrator accepts it in the settings of the app's installation, and asks what else is missing",
        fr: "un administrateur l'accepte dans les réglages de l'installation de l'app, et demande ce qui manque encore",
      },
      command: 'chatops doctor',
    };
  }
  return undefined;
}

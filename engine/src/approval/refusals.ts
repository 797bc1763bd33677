import type { Localized } from '../actions/action.js';
import type { ChangeDecision, RefusalReason } from './change-decision.js';

const REFUSALS: Readonly<Record<RefusalReason, Localized>> = {
  fork: {
    en: 'it comes from a fork, and I run nothing from forks: push the branch to this repository and open the pull request from there',
    fr: "elle vient d'un fork, et je n'exécute rien qui vienne d'un fork : poussez la branche dans ce dépôt et ouvrez la pull request depuis celui-ci",
  },
  'other-base': {
    en: 'it does not go to the default branch, and I run only what is merged there: change its base branch',
    fr: "elle ne vise pas la branche par défaut, et je n'exécute que ce qui y est fusionné : changez sa branche de base",
  },
  'changes-and-config': {
    en: 'it touches .chatops/ and changes/ together, so a rule could be loosened and used in one go: make two pull requests of it, .chatops/ first',
    fr: "elle touche à la fois .chatops/ et changes/, une règle pourrait donc être assouplie et utilisée d'un seul coup : faites-en deux pull requests, .chatops/ d'abord",
  },
  'config-removed': {
    en: 'it removes or renames the policy or the inventory; the accepted versions stay in force: edit the file in place instead',
    fr: "elle supprime ou renomme la politique ou l'inventaire ; les versions acceptées restent en vigueur : modifiez plutôt le fichier sur place",
  },
  'same-content-twice': {
    en: 'it adds the same runbook twice, and the same content runs only once: keep one of the files',
    fr: "elle ajoute deux fois le même runbook, et un même contenu ne s'exécute qu'une fois : ne gardez qu'un des fichiers",
  },
  unreadable: {
    en: 'I could not read everything that it adds as it stands on GitHub, and what I cannot read I do not run: look whether the files are there, then push or merge anew',
    fr: "je n'ai pas pu lire sur GitHub tout ce qu'elle ajoute, et je n'exécute pas ce que je ne peux pas lire : vérifiez que les fichiers y sont, puis poussez ou fusionnez à nouveau",
  },
};

/** The refusal for this reason, with a phrase that completes "I run nothing of this pull request: …". */
export function refuse(reason: RefusalReason): Extract<ChangeDecision, { kind: 'refuse' }> {
  return { kind: 'refuse', reason, because: REFUSALS[reason] };
}

/** Why nothing that changes a server starts while the worker runs with CHATOPS_READ_ONLY. */
export const READ_ONLY: Localized = {
  en: 'changes are stopped for now (CHATOPS_READ_ONLY); once that is lifted, I go on by myself',
  fr: "les changements sont suspendus pour l'instant (CHATOPS_READ_ONLY) ; dès que ce sera levé, je continuerai de moi-même",
};

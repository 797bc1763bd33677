import type { Localized } from './action.js';

/** How an action is undone that changes nothing. */
export const ONLY_READS: Localized = {
  en: 'Nothing to undo: it only reads.',
  fr: "Rien à annuler : c'est une lecture.",
};

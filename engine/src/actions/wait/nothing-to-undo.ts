import type { Localized } from '../action.js';

export const NOTHING_TO_UNDO: Localized = {
  en: 'Nothing to undo: it only waits.',
  fr: "Rien à annuler : ce n'est qu'une attente.",
};

import type { Localized } from '../actions/action.js';

/** Why the text of a file stays out of a preview. */
export type Hidden = 'not-listed' | 'link' | 'other' | 'unreadable' | 'large' | 'binary' | 'unknown';

export const hiddenBecause = (kind: Hidden): Localized => HIDDEN[kind];

export const NO_PROBE: Localized = {
  en: 'it cannot be simulated: what it does shows only by doing it',
  fr: "elle ne peut pas être simulée : ce qu'elle fait ne se voit qu'en le faisant",
};
export const WORKS_ELSEWHERE: Localized = {
  en: 'it cannot be simulated: it works with more than this server',
  fr: 'elle ne peut pas être simulée : elle ne travaille pas qu’avec ce serveur',
};

const HIDDEN: Readonly<Record<Hidden, Localized>> = {
  'not-listed': {
    en: 'the policy does not let its text be shown here',
    fr: "la politique ne permet pas d'afficher son contenu ici",
  },
  link: { en: 'it is a symbolic link', fr: "c'est un lien symbolique" },
  other: { en: 'it is not an ordinary file', fr: "ce n'est pas un fichier ordinaire" },
  unreadable: { en: 'it cannot be read', fr: 'il ne peut pas être lu' },
  large: { en: 'it is too long to be shown', fr: 'il est trop long pour être affiché' },
  binary: { en: 'it is not a text', fr: "ce n'est pas un texte" },
  unknown: { en: 'it could not be told beforehand', fr: "cela n'a pas pu être déterminé à l'avance" },
};

import type { Localized } from '@chatops-commander/engine/actions/action';

export const sameAsRun = (run: string, pull: number): Localized => ({
  en: `The same content as run ${run} of pull request ${pull}, proposed anew.`,
  fr: `Le même contenu que l'exécution ${run} de la pull request ${pull}, proposé à nouveau.`,
});
export const sameAsMerge = (pull: number): Localized => ({
  en: `The same content as pull request ${pull}, which was merged and of which nothing ran, proposed anew.`,
  fr: `Le même contenu que la pull request ${pull}, fusionnée et dont rien n'a été exécuté, proposé à nouveau.`,
});
export const titleTogether = (pull: number, count: number): Localized => ({
  en: `The ${count} changes of #${pull}, anew`,
  fr: `Les ${count} changements de #${pull}, à nouveau`,
});
export const nextTogether: Localized = {
  en: '**Next:** approve in a review, then merge: they run one after the other, in this order. Who has to approve is said below.',
  fr: "**Ensuite :** approuvez dans une revue, puis fusionnez : ils s'exécutent l'un après l'autre, dans cet ordre. Qui doit approuver est dit plus bas.",
};
export const goingOn = (run: string): Localized => ({
  en: `That run is still going on. To see where it stands: \`/ops status ${run}\``,
  fr: `Cette exécution est encore en cours. Pour voir où elle en est : \`/ops status ${run}\``,
});
export const addedNothing: Localized = {
  en: 'It added nothing under `changes/`, so there is nothing to propose anew. To take it back: `/ops revert`',
  fr: "Elle n'a rien ajouté sous `changes/` : il n'y a rien à proposer à nouveau. Pour revenir dessus : `/ops revert`",
};
export const contentGone: Localized = {
  en: 'Its file is not to be had from this repository any more. Ask for it in words, or add it under `changes/` yourself.',
  fr: 'Son fichier ne se trouve plus dans ce dépôt. Demandez-le avec vos mots, ou ajoutez-le vous-même sous `changes/`.',
};
export const notValid: Localized = {
  en: 'What it added is no valid runbook, so it cannot be proposed as it is. Correct it in a new pull request; to take this one back: `/ops revert`',
  fr: "Ce qu'elle a ajouté n'est pas un runbook valide : impossible de le proposer tel quel. Corrigez-le dans une nouvelle pull request ; pour revenir sur celle-ci : `/ops revert`",
};

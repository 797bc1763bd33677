import type { Localized } from '../../actions/action.js';

/** What several rules say. */
export const writeOut: Localized = { en: 'Write the value out.', fr: 'Écrivez la valeur elle-même.' };

export const noEarlierStep = (name: string): Localized => ({
  en: `no earlier step is called ${JSON.stringify(name)}`,
  fr: `aucune étape précédente ne s'appelle ${JSON.stringify(name)}`,
});

export const noInput = (name: string): Localized => ({
  en: `the runbook has no input ${JSON.stringify(name)}`,
  fr: `le runbook n'a pas d'entrée ${JSON.stringify(name)}`,
});

/** Of an earlier step whose outputs cannot be told apart. */
export const onSeveralServers = (name: string): { readonly message: Localized; readonly hint: Localized } => ({
  message: {
    en: `"${name}" runs on several servers, and it is not clear which of them is meant here`,
    fr: `« ${name} » s'exécute sur plusieurs serveurs, et rien ne dit lequel est visé ici`,
  },
  hint: {
    en: 'Run this step on the same servers, or that one with "on: first".',
    fr: "Exécutez cette étape sur les mêmes serveurs, ou l'autre avec « on: first ».",
  },
});

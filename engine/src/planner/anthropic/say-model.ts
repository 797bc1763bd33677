import type { Localized } from '../../actions/action.js';
import type { AwayReason } from './model-away.js';

/** Said with the outcome when the catalog planner had to answer for the model. */
export function sayAway(reason: AwayReason): Localized {
  const because = REASONS[reason];
  return {
    en: `The model could not plan this (${because.en}), so the catalog planner did: simpler, and without a network.`,
    fr: `Le modèle n'a pas pu planifier ceci (${because.fr}) ; le planificateur du catalogue l'a fait : plus simple, et sans réseau.`,
  };
}

const REASONS: Readonly<Record<AwayReason, Localized>> = {
  unreachable: { en: 'it cannot be reached', fr: 'il est injoignable' },
  overloaded: { en: 'it is overloaded', fr: 'il est surchargé' },
  'rate-limited': { en: 'too many requests at once', fr: 'trop de requêtes à la fois' },
  slow: { en: 'it did not answer in time', fr: "il n'a pas répondu à temps" },
  'broken-off': { en: 'its answers broke off', fr: 'ses réponses se sont interrompues' },
  'key-refused': { en: 'it refuses our key', fr: 'il refuse notre clé' },
  'request-refused': { en: 'it does not take our request', fr: "il n'accepte pas notre requête" },
  declined: { en: 'it declined to answer', fr: 'il a refusé de répondre' },
  budget: { en: "today's budget for it is used up", fr: 'son budget du jour est épuisé' },
  resting: { en: 'it failed several times just now', fr: "il vient d'échouer plusieurs fois" },
};

/** Asked when the model could not make a plan that holds. */
export const askDifferently: Localized = {
  en: 'I could not make a plan out of this that holds. What should be done, and on which server or service?',
  fr: "Je n'ai pas réussi à en faire un plan qui tienne. Que faut-il faire, et sur quel serveur ou service ?",
};

/** For the reviewer: no library runbook stands behind these steps. */
export const sayComposed = (planner: string): Localized => ({
  en: `No library runbook fits: ${planner} wrote these steps itself. Read each of them.`,
  fr: `Aucun runbook de la bibliothèque ne convient : ${planner} a écrit ces étapes lui-même. Relisez chacune.`,
});

/** Asked when a plan would change servers that who asked did not speak of. */
export function askUnnamed(servers: readonly string[]): Localized {
  const names = servers.slice(0, 8).join(', ') + (servers.length > 8 ? ' …' : '');
  return {
    en: `This would change ${names}, which you did not name. Which servers do you mean?`,
    fr: `Cela modifierait ${names}, que vous n'avez pas nommé. De quels serveurs parlez-vous ?`,
  };
}

import type { Localized } from '../../actions/action.js';
import type { RecentEvent } from '../planner.js';
import type { AskedOfRuns } from '../reading/asked-of-runs.js';

/** More events than these are looked up in the list of runs. */
const maxEvents = 5;

const ofBackups = /\b(?:back(?:s|ed|ing)? ?up|backup|dump|restor|sauvegard|restaur|export)/i;
const unwell = /^(?:failed|rolled-back|unknown|refused|firing)$/;

const wanted: Readonly<Record<AskedOfRuns, (event: RecentEvent) => boolean>> = {
  happened: () => true,
  failed: ({ kind, state }) => kind === 'run' && unwell.test(state),
  backups: ({ title }) => ofBackups.test(title),
};

/** What the records of the last days tell; `events` newest first. Says so where they tell nothing, rather than guess. */
export function answerRuns(asked: AskedOfRuns, events: readonly RecentEvent[]): Localized {
  const found = events.filter(wanted[asked]).slice(0, maxEvents);
  const { none, some, next } = sentences[asked];
  if (found.length === 0) return { en: `${none.en} ${next.en}`, fr: `${none.fr} ${next.fr}` };
  const lines = found.map(({ at, title, state, servers }) =>
    [`- ${at}`, title, state, ...(servers.length === 0 ? [] : [servers.slice(0, 5).join(', ')])].join(' · '),
  );
  return {
    en: [some.en, ...lines, next.en].join('\n'),
    fr: [some.fr, ...lines, next.fr].join('\n'),
  };
}

interface Sentences {
  readonly none: Localized;
  readonly some: Localized;
  /** What to do next. */
  readonly next: Localized;
}

const sentences: Readonly<Record<AskedOfRuns, Sentences>> = {
  happened: {
    none: { en: 'I know of no recent run and no alert.', fr: 'Je ne connais ni exécution ni alerte récente.' },
    some: {
      en: 'What I know of the last days, newest first:',
      fr: 'Ce que je sais des derniers jours, le plus récent d’abord :',
    },
    next: {
      en: 'What was done by hand I do not see. `/ops runs` lists the runs, `/ops logs RUN` shows what one printed.',
      fr: 'Ce qui est fait à la main, je ne le vois pas. `/ops runs` liste les exécutions, `/ops logs RUN` montre ce que l’une a affiché.',
    },
  },
  failed: {
    none: { en: 'No run that I know of failed lately.', fr: 'Aucune exécution que je connaisse n’a échoué récemment.' },
    some: {
      en: 'What did not succeed lately, newest first:',
      fr: 'Ce qui n’a pas réussi récemment, le plus récent d’abord :',
    },
    next: {
      en: '`/ops runs` lists the runs with their numbers; `/ops logs RUN` shows the step that failed and why.',
      fr: '`/ops runs` liste les exécutions et leurs numéros ; `/ops logs RUN` montre l’étape qui a échoué et pourquoi.',
    },
  },
  backups: {
    none: {
      en: 'I know of no recent run that made a backup.',
      fr: 'Je ne connais aucune exécution récente qui ait fait une sauvegarde.',
    },
    some: {
      en: 'Recent runs about backups, newest first:',
      fr: 'Les exécutions récentes qui concernent des sauvegardes, la plus récente d’abord :',
    },
    next: {
      en: 'The report of each gives the id of its backup; `/ops verify the backup ID` restores it on trial.',
      fr: 'Le rapport de chacune donne l’identifiant de sa sauvegarde ; `/ops vérifie la sauvegarde ID` la restaure à l’essai.',
    },
  },
};

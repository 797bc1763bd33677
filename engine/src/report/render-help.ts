import type { Language, Localized } from '../actions/action.js';
import { type CommandName, commandNames, usages } from '../request/command.js';
import { inline, inlineCode, table } from './markdown.js';

const MEANINGS: Readonly<Record<CommandName, Localized>> = {
  help: { en: 'this list', fr: 'cette liste' },
  status: { en: 'where a run stands', fr: 'où en est une exécution' },
  cancel: { en: 'stop what runs and change nothing more', fr: 'arrêter ce qui tourne et ne plus rien changer' },
  pause: { en: 'wait after the step at hand', fr: "attendre après l'étape en cours" },
  resume: { en: 'go on after a pause', fr: 'reprendre après une pause' },
  retry: { en: 'try the failed step again', fr: "réessayer l'étape en échec" },
  rollback: { en: 'undo what was started', fr: 'annuler ce qui a commencé' },
  confirm: {
    en: 'run an old or repeated change after all',
    fr: 'exécuter malgré tout un changement ancien ou déjà exécuté',
  },
  skip: { en: 'go on without a step', fr: 'continuer sans une étape' },
  emergency: {
    en: 'on a pull request: get a change through a freeze, with one more approval',
    fr: 'sur une pull request : faire passer un changement pendant un gel, avec une approbation de plus',
  },
  logs: { en: 'what a run printed', fr: "ce qu'une exécution a affiché" },
  runs: { en: 'the latest runs', fr: 'les dernières exécutions' },
  servers: { en: 'the servers I know', fr: 'les serveurs que je connais' },
};

/** What one can say to me, with examples of plain words first. */
export function renderHelp(help: { readonly language: Language; readonly examples?: readonly string[] }): string {
  const { language } = help;
  const text = TEXT[language];
  const examples = (help.examples ?? text.examples).map((words) => `- ${inlineCode(`/ops ${words}`)}`);
  const rows = commandNames.map((name) => [inlineCode(`/ops ${usages[name]}`), inline(MEANINGS[name][language])]);
  return [text.intro, examples.join('\n'), text.commands, table([text.command, text.meaning], rows)].join('\n\n');
}

const TEXT = {
  en: {
    intro:
      'Tell me in plain words what you need, on the first line of a comment. Reading I do at once; for a change I open a pull request, and it runs once it is approved and merged.',
    examples: ['is everything ok?', 'the site is down', 'restart nginx on web-01'],
    commands: 'While something runs:',
    command: 'Command',
    meaning: 'What it does',
  },
  fr: {
    intro:
      "Dites-moi avec vos mots ce qu'il vous faut, sur la première ligne d'un commentaire. Ce qui se lit, je le lis tout de suite ; pour un changement, j'ouvre une pull request, exécutée une fois approuvée et fusionnée.",
    examples: ['tout va bien ?', 'le site est down', 'redémarre nginx sur web-01'],
    commands: 'Pendant une exécution :',
    command: 'Commande',
    meaning: 'Effet',
  },
} as const;

import type { Language, Localized } from '../actions/action.js';
import { inline, inlineCode, table } from './markdown.js';

export interface HelpEntry {
  /** Without `/ops`. */
  readonly usage: string;
  readonly meaning: Localized;
}

/** What one can say to me: examples of plain words first, then each command as its own definition tells it. */
export function renderHelp(help: {
  readonly language: Language;
  readonly commands: readonly HelpEntry[];
  readonly examples?: readonly string[];
}): string {
  const { language } = help;
  const text = TEXT[language];
  const examples = (help.examples ?? text.examples).map((words) => `- ${inlineCode(`/ops ${words}`)}`);
  const rows = help.commands.map(({ usage, meaning }) => [inlineCode(`/ops ${usage}`), inline(meaning[language])]);
  return [text.intro, examples.join('\n'), text.commands, table([text.command, text.meaning], rows)].join('\n\n');
}

const TEXT = {
  en: {
    intro:
      'Tell me in plain words what you need, on the first line of a comment. Reading I do at once; for a change I open a pull request, and it runs once it is approved and merged.',
    examples: ['is everything ok?', 'the site is down', 'restart nginx on web-01'],
    commands: 'Or with a command:',
    command: 'Command',
    meaning: 'What it does',
  },
  fr: {
    intro:
      "Dites-moi avec vos mots ce qu'il vous faut, sur la première ligne d'un commentaire. Ce qui se lit, je le lis tout de suite ; pour un changement, j'ouvre une pull request, exécutée une fois approuvée et fusionnée.",
    examples: ['tout va bien ?', 'le site est down', 'redémarre nginx sur web-01'],
    commands: 'Ou avec une commande :',
    command: 'Commande',
    meaning: 'Effet',
  },
} as const;

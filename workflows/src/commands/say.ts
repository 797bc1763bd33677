import type { Language, Localized } from '@chatops-commander/engine/actions/action';
import { codeBlock, inline } from '@chatops-commander/engine/report/markdown';

/** One sentence of ours in the language of the request; what it quotes is escaped. */
export const say = (language: Language, text: Localized): string => inline(text[language]);

/** What to type, in a block that can be copied. */
export const commandBlock = (command: string): string => codeBlock(`/ops ${command}`);

export const noSuchRun: Localized = {
  en: 'I know of no such run here; `/ops runs` lists the latest.',
  fr: 'Je ne connais pas cette exécution ici ; `/ops runs` liste les dernières.',
};

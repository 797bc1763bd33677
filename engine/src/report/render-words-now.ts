import type { Language } from '../actions/action.js';
import { quote } from './markdown.js';
import { clip } from './visible-text.js';

/** Says that the words which were asked no longer stand as they were read, with what was read. */
export function renderWordsNow(
  now: 'edited' | 'gone',
  asked: { readonly language: Language; readonly words: string },
): string {
  const { language, words } = asked;
  return `✏️ ${TEXT[language][now]}\n${quote(clip(words, 500))}`;
}

const TEXT = {
  en: {
    edited:
      'The request was edited after I read it. What is proposed here answers what was asked then, and stays as it is:',
    gone: 'The request was deleted after I read it. What is proposed here answers what was asked then, and stays as it is:',
  },
  fr: {
    edited:
      "La demande a été modifiée après que je l'ai lue. Ce qui est proposé ici répond à ce qui était demandé alors, et reste tel quel :",
    gone: "La demande a été supprimée après que je l'ai lue. Ce qui est proposé ici répond à ce qui était demandé alors, et reste tel quel :",
  },
} as const;

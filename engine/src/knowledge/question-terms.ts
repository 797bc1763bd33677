import { fold } from '../request/fold.js';

export interface QuestionTerm {
  /** As written, in lower case: stop words are known by their accents. */
  readonly written: string;
  /** Without accents, as everything is searched. */
  readonly folded: string;
}

/** A question longer than this is a story; its beginning tells what it is about. */
const MOST_TERMS = 24;

/**
 * Words that only make a sentence a question; the stop words of PostgreSQL's dictionaries come on top, of which the
 * French ones lack a few.
 */
const ASKING = new Set(
  (
    'comment combien quand pourquoi quel quelle quels quelles quoi lequel laquelle ou y a t il est ce peux tu dis moi fait faire faut faudrait ' +
    'how many much when why what which where who whom whose tell me please do does did can could should say know is are ' +
    'temps fois long often ops ask demande les est sont etait ont avait'
  ).split(' '),
);

/** The words of a question that tell what it is about, each once. */
export function questionTerms(question: string): readonly QuestionTerm[] {
  const terms = new Map<string, QuestionTerm>();
  for (const word of question
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}@._/-]+/u)) {
    const written = word.replace(/^[./-]+|[./-]+$/g, '');
    // "d'où", "qu'est" and "garde-t-on" are words of two; a name with a digit or a dot is one
    const parts = /[\d._/@]/.test(written) ? [written] : written.split(/['’-]/);
    for (const part of parts) {
      const folded = fold(part);
      if (folded.length < 2 || ASKING.has(folded)) continue;
      terms.set(folded, { written: part, folded });
    }
  }
  return [...terms.values()].slice(0, MOST_TERMS);
}

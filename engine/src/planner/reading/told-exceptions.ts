import { isExcepted } from '../words/excepted.js';
import type { Word } from '../words/word.js';

/** What tells of the name before it: a relative clause, a reason, or how it is with it just now. */
const tells =
  /^(?:qui|que|dont|which|that|who|whose|because|cause|since|as|while|for|being|en cours|currently|car|parce que|parce|puisque|vu que|comme|tant que|pendant que|le temps que|il est|elle est|il a|elle a|it is|its|that one|this one|celui ci|celle ci|ils sont|elles sont|they are|en train|en)$/;
/** With its accent it says where; without one "ou" is a choice. */
const where = /^(?:où|where)$/i;
const opens = (word: Word): boolean =>
  tells.test(word.folded) || where.test(word.token.raw) || word.meaning.kind === 'background';
const told: ReadonlySet<Word['meaning']['kind']> = new Set(['act', 'symptom']);

/**
 * What is told of something that is left out asks for nothing: "sauf web-01 qui est en cours de mise à jour". It ends
 * where the thought does, or where another thing is asked for.
 */
export function withoutToldExceptions(words: readonly Word[]): readonly Word[] {
  const silent = new Set<number>();
  words.forEach((_word, at) => {
    const next = words[at + 1];
    if (next === undefined || !opens(next) || !isExcepted(words, at)) return;
    for (let index = at + 1; words[index]?.token.clause === next.token.clause; index++) {
      // "…, and show its logs"
      if (words[index]?.meaning.kind === 'and' && words[index + 1]?.meaning.kind === 'act') break;
      silent.add(index);
    }
  });
  return words.map((word, at) =>
    silent.has(at) && told.has(word.meaning.kind) ? { ...word, meaning: { kind: 'filler' } } : word,
  );
}

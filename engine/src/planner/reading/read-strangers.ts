import { asideClauses } from '../words/asides.js';
import type { Word } from '../words/word.js';

/** Unknown words right after a verb, a preposition or "service": something is meant by them, and it is not known. */
export function readStrangers(words: readonly Word[]): string[] {
  const asides = asideClauses(words);
  return words.flatMap((word, at) => {
    // Until a runbook has a place for it, a name given to a noun is one that nobody knows.
    if (word.meaning.kind === 'named') return [word.meaning.typed];
    if (word.meaning.kind !== 'unknown') return [];
    const clause = word.token.clause;
    if (asides.has(clause)) return [];
    // A circumstance may name anything: "because the payments fail".
    if (words.slice(0, at).some(({ meaning, token }) => token.clause === clause && meaning.kind === 'background'))
      return [];
    const before = words
      .slice(0, at)
      .filter(({ meaning, token }) => token.clause === clause && meaning.kind !== 'filler')
      .at(-1)?.meaning;
    const after = words[at + 1]?.meaning.kind;
    // "les clients reçoivent pas leurs mails": a verb that is denied names nothing.
    if (before !== undefined && /^(?:pas|plus)$/.test(words[at + 1]?.folded ?? '')) return [];
    const placed =
      before?.kind === 'act' ||
      before?.kind === 'place-preposition' ||
      before?.kind === 'service-noun' ||
      before?.kind === 'machines' ||
      before?.kind === 'and' ||
      before?.kind === 'except' ||
      before?.kind === 'all' ||
      before?.kind === 'both' ||
      after === 'service-noun' ||
      after === 'machines' ||
      (before === undefined &&
        (after === 'symptom' ||
          after === undefined ||
          after === 'auxiliary' ||
          after === 'act' ||
          after === 'negation'));
    return placed ? [word.token.raw] : [];
  });
}

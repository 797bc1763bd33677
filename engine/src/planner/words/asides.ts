import type { Word } from './word.js';

/** Names of people: more words than these between two commas say something. */
const longest = 4;

/** "…, y a un match": how it is with something, told beside what is asked for. */
const telling = /^(?:il|elle|ils|elles|y|ce|ca|we|they|it|he|she|theres|there|its|je|nous|i)$/;

/**
 * Thoughts in which nothing is said but somebody's name or a word nobody knows: "Cédric, …", "… Cordialement, Jean-Marc".
 * They stand first or last, and are written with a capital letter; "restart nginx, blue" says which.
 */
export function asideClauses(words: readonly Word[]): ReadonlySet<number> {
  const clauses = new Map<number, Word[]>();
  for (const word of words) clauses.set(word.token.clause, [...(clauses.get(word.token.clause) ?? []), word]);
  const all = [...clauses];
  if (all.length < 2) return new Set();
  const asides = all.filter(([, said], at) => {
    const unknown = said.filter(({ meaning }) => meaning.kind === 'unknown' || meaning.kind === 'unknown-server');
    const alone = said.every(
      ({ meaning, token }) => meaning.kind === 'filler' || unknown.some((word) => word.token === token),
    );
    const capital = unknown.every(({ token }) => /^\p{Lu}/u.test(token.raw) && !/\d/.test(token.raw));
    const first = at === 0 && all.length > 1;
    const tells = !first && telling.test(said[0]?.folded ?? '') && !unknown.some(({ token }) => /\d/.test(token.raw));
    const named = capital && (first || at === all.length - 1);
    return alone && unknown.length > 0 && unknown.length <= longest && (named || tells);
  });
  return new Set(asides.map(([clause]) => clause));
}

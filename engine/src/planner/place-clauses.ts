import type { Word } from './word.js';

const places = new Set(['server', 'tag', 'environment', 'unknown-server', 'all', 'both']);
const onlyWord = /^(?:only|uniquement|seulement|exclusivement|juste|just|rien que)$/;
const isPlace = ({ meaning }: Word): boolean => places.has(meaning.kind);

/** A thought in which something is told, denied or dropped, and nothing asked for. */
function tells(words: readonly Word[]): boolean {
  const asked = words.some(
    ({ meaning, stance }) => meaning.kind === 'act' && meaning.part !== 'topic' && stance === 'asked',
  );
  if (asked) return false;
  return words.some(
    ({ meaning }) =>
      meaning.kind === 'auxiliary' ||
      meaning.kind === 'symptom' ||
      meaning.kind === 'dismissal' ||
      (meaning.kind === 'act' && meaning.described === true),
  );
}

/** "mais cette fois uniquement web-02": what follows is all that is meant. */
const restricts = (words: readonly Word[]): boolean =>
  words.some((word, at) => onlyWord.test(word.folded) && words.slice(at + 1, at + 4).some(isPlace));

/**
 * The words with the places that are only spoken of taken out: "web-01 est ok, c'est nginx sur web-03 qu'il faut
 * redémarrer" is about web-03. Where no other place is named, what is told is what is meant.
 */
export function withoutMentionedPlaces(words: readonly Word[]): readonly Word[] {
  const clauses = new Map<number, Word[]>();
  for (const word of words) clauses.set(word.token.clause, [...(clauses.get(word.token.clause) ?? []), word]);
  const placed = [...clauses].filter(([, said]) => said.some(isPlace));
  const only = placed.filter(([, said]) => restricts(said));
  const meant = only.length > 0 ? only : placed.filter(([, said]) => !tells(said));
  if (meant.length === 0 || meant.length === placed.length) return words;
  const kept = new Set(meant.map(([clause]) => clause));
  return words.map((word) =>
    isPlace(word) && !kept.has(word.token.clause) ? { ...word, meaning: { kind: 'filler' } } : word,
  );
}

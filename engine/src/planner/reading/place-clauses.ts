import { isExcepted } from '../words/excepted.js';
import type { Word } from '../words/word.js';

const places = new Set(['server', 'tag', 'environment', 'unknown-server', 'all', 'both']);
const onlyWord = /^(?:only|uniquement|seulement|exclusivement|juste|just|rien que)$/;
const isPlace = ({ meaning }: Word): boolean => places.has(meaning.kind);
/** "prod is fine", "web-01 va bien": a verb that says how something is. */
const states =
  /^(?:is|are|isnt|arent|was|were|looks?|seems?|est|sont|va|vont|semble|parait|reste|stays?|remains?|works?|marche|marchent|tourne|tournent)$/;
/** "comme hier sur web-02", "après le reboot de db-01": a circumstance. */
const circumstance = /^(?:comme|come|like|as|unlike|contrairement a|apres|after|following|suite a|before|avant)$/;
/** "depuis le reboot de db-01"; "depuis db-01" says from where. */
const isSince = (words: readonly Word[]): boolean => {
  const [first, next] = words.filter(({ meaning }) => meaning.kind !== 'and' && meaning.kind !== 'filler');
  return first?.meaning.kind === 'background' && next !== undefined && !isPlace(next);
};

/** "prod must keep running": what is not to be touched. */
const spares = /^(?:must|doit|doivent|should|devrait|has to)$/;

/** A thought in which something is told, denied or dropped, and nothing asked for. */
function tells(words: readonly Word[], whole: readonly Word[]): boolean {
  const asked = words.some(
    ({ meaning, stance }) => meaning.kind === 'act' && meaning.part !== 'topic' && stance === 'asked',
  );
  const elsewhere = whole.some(
    ({ meaning, stance, token }) =>
      meaning.kind === 'act' && stance === 'asked' && token.clause !== words[0]?.token.clause,
  );
  // "comme hier sur web-02, redémarre nginx sur web-01"
  const first = words.find(
    ({ meaning, folded }) => circumstance.test(folded) || !['and', 'filler', 'unknown'].includes(meaning.kind),
  );
  if (elsewhere && !asked && (circumstance.test(first?.folded ?? '') || isSince(words))) return true;
  if (asked) return false;
  const stated = words.some(({ folded }, at) => states.test(folded) && words.slice(0, at).some(isPlace));
  const spared = words.some(({ folded }, at) => spares.test(folded) && words.slice(0, at).some(isPlace));
  return words.some(
    ({ meaning }) =>
      meaning.kind === 'auxiliary' ||
      meaning.kind === 'symptom' ||
      meaning.kind === 'dismissal' ||
      (elsewhere && (stated || spared)) ||
      (meaning.kind === 'act' && meaning.described === true),
  );
}

/** "mais cette fois uniquement web-02": what follows is all that is meant. */
const restricts = (words: readonly Word[]): boolean =>
  words.some(
    (word, at) =>
      onlyWord.test(word.folded) && (words.slice(at + 1, at + 4).some(isPlace) || isPlaceRightBefore(words, at)),
  );

/** "in recette only" */
const isPlaceRightBefore = (words: readonly Word[], at: number): boolean => {
  const before = words[at - 1];
  return before !== undefined && isPlace(before);
};

/**
 * The words with the places that are only spoken of taken out: "web-01 est ok, c'est nginx sur web-03 qu'il faut
 * redémarrer" is about web-03. Where no other place is named, what is told is what is meant; and an environment that is
 * told stays where what is meant names none, since without it more would be meant.
 */
export function withoutMentionedPlaces(words: readonly Word[]): readonly Word[] {
  const clauses = new Map<number, Word[]>();
  for (const word of words) clauses.set(word.token.clause, [...(clauses.get(word.token.clause) ?? []), word]);
  const placed = [...clauses].filter(([, said]) => said.some(isPlace));
  const only = placed.filter(([, said]) => restricts(said));
  const meant = only.length > 0 ? only : placed.filter(([, said]) => !tells(said, words));
  if (meant.length === 0 || meant.length === placed.length) return words;
  const kept = new Set(meant.map(([clause]) => clause));
  const settled = meant.some(([, said]) =>
    said.some(({ meaning }) => meaning.kind === 'server' || meaning.kind === 'environment'),
  );
  // "zeus came back, is everything on it running?": all that is on it, and it is narrower than all there is.
  const onlyAll = meant.every(([, said]) => said.filter(isPlace).every(({ meaning }) => meaning.kind === 'all'));
  return words.map((word, at) => {
    const named = kept.has(word.token.clause);
    // "excluding web-01, which somebody is debugging": what is told of it does not bring it back.
    if (!isPlace(word) || isExcepted(words, at)) return word;
    if (onlyAll && !settled) return named && hasPronoun(clauses.get(word.token.clause) ?? []) ? dropped(word) : word;
    if (named || (!settled && word.meaning.kind === 'environment')) return word;
    return dropped(word);
  });
}

const dropped = (word: Word): Word => ({ ...word, meaning: { kind: 'filler' } });

const hasPronoun = (words: readonly Word[]): boolean =>
  words.some(({ folded }) => /^(?:it|them|there|dessus|la dessus|y|celui ci|celle ci)$/.test(folded));

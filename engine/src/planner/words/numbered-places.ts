import type { Word } from './word.js';

/** What is counted rather than numbered by a number before it. */
const counted =
  /^(?:lines?|lignes?|last|derniere?s?|premiere?s?|first|process\w*|minutes?|mins?|mn|heures?|hours?|h|jours?|days?|semaines?|weeks?|secondes?|seconds?|s|fois|times|servers?|serveurs?|machines?|hosts?|nodes?|boxes|plus|biggest|largest|top|go|gb|mo|mb|pour|percent)$/;

/**
 * "web 9", "serveur 3": one machine by its number. Where no server has it, it is an unknown one, and never the whole
 * group that the first word would be alone.
 */
export function numberedPlaces(words: readonly Word[]): Word[] {
  return words.map((word, at) => {
    const { meaning } = word;
    // "tous sauf le 2": left out by its number; which one that is, has to be known before anything is changed.
    const left = [words[at - 1], words[at - 2]].some((before) => before?.meaning.kind === 'except');
    const single = word.token.kind === 'number' || meaning.kind === 'ordinal';
    if (left && single && words[at + 1]?.token.clause !== word.token.clause)
      return { ...word, meaning: { kind: 'unknown-server', typed: word.token.raw } };
    const group = meaning.kind === 'tag' || (meaning.kind === 'machines' && !meaning.plural);
    const next = words[at + 1];
    if (!group || next === undefined || next.token.clause !== word.token.clause) return word;
    if (next.token.kind !== 'number' || counted.test(words[at + 2]?.folded ?? '')) return word;
    return { ...word, meaning: { kind: 'unknown-server', typed: `${word.token.raw} ${next.token.raw}` } };
  });
}

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
    const group = meaning.kind === 'tag' || (meaning.kind === 'machines' && !meaning.plural);
    const next = words[at + 1];
    if (!group || next === undefined || next.token.clause !== word.token.clause) return word;
    if (next.token.kind !== 'number' || counted.test(words[at + 2]?.folded ?? '')) return word;
    return { ...word, meaning: { kind: 'unknown-server', typed: `${word.token.raw} ${next.token.raw}` } };
  });
}

import type { Word } from './word.js';

/** "hera too", "what about db-02", "c'est app-02", "make it web-03": only means something after what was said before. */
export function continues(words: readonly Word[]): boolean {
  const said = words.map(({ folded }) => folded).join(' ');
  const begins =
    /^(?:(?:no|non|nah|ok|oui|yes|euh|and|et|so|alors|hmm?) )*(?:what about|how about|quid de|quid|make it|make that|do|fais|mets|prends|ce est|i meant?|try|essaie|go for|plutot|je me suis trompe)\b/;
  const ends = /\b(?:too|as well|aussi|also|egalement|pareil|likewise|while you are at it|tant qu on y est)$/;
  const deeds = words.some(
    ({ meaning, folded }) => meaning.kind === 'act' && meaning.weak !== true && !/^(?:fais|do|make)$/.test(folded),
  );
  return !deeds && words.length <= 9 && (begins.test(said) || ends.test(said));
}

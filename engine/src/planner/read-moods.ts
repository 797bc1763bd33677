import type { Word } from './word.js';
import type { Mood } from './reading.js';

const timely = new Set(['after', 'following', 'before', 'during', 'apres', 'avant', 'pendant']);

/** How the whole request is meant: as a question, under a condition, for later. */
export function readMoods(words: readonly Word[]): Set<Mood> {
  const moods = new Set<Mood>();
  words.forEach(({ meaning, token, folded }, at) => {
    if (meaning.kind === 'mood' && (meaning.mood !== 'inquiry' || !/^(?:who|whos|qui)$/.test(folded) || at === 0))
      moods.add(meaning.mood);
    const before = words[at - 1]?.folded ?? '';
    const clock = /^\d{1,2}(?:h(?:\d\d)?|am|pm)$/.test(token.folded) && /^(?:a|at|vers|around|by)$/.test(before);
    const delay =
      meaning.kind === 'literal' &&
      /^(?:dans|in|after)$/.test(before) &&
      /^(?:min|mn|minute|hour|heure|h$|sec|jour|day)/.test(words[at + 1]?.folded ?? '');
    // "after the deploy", "before lunch": not now, unless it tells since when something is wrong.
    const moment =
      meaning.kind === 'background' &&
      timely.has(folded) &&
      !words.some((word) => word.meaning.kind === 'symptom' && word.token.clause === token.clause);
    if (clock || delay || moment || (/^(?:dans|in)$/.test(before) && /^\d+(?:min|mn|h|s|m)$/.test(token.folded)))
      moods.add('later');
  });
  return moods;
}

import type { Reading } from '../reading/reading.js';
import { changeConcepts } from '../vocabulary/acts.js';

/** A word that only the catalog's phrases know may be anything, a change too. */
export const isOwnWord = (concept: string): boolean => concept.startsWith('word:');

/** Changes that are asked for in earnest. */
export function askedChanges({ acts }: Reading): Set<string> {
  const asked = acts.filter(({ stance, implied }) => stance === 'asked' && implied !== true);
  const strong = asked.filter(
    ({ part, weak, concept }) => !weak && (part === 'topic' ? isOwnWord(concept) : changeConcepts.has(concept)),
  );
  // "lance le script", "run the smoke tests": carried out, whatever it is.
  const launched = asked.filter(
    ({ concept }) => concept === 'launch' && acts.some(({ weak, implied }) => !weak && implied !== true),
  );
  return new Set([...strong, ...launched].map(({ concept }) => concept));
}

/** What the words are about, however it stands: "plus d'espace disque" is about the disk, "the last backup" about backups. */
export function namedTopics({ acts }: Reading): Set<string> {
  // "don't flush the cache" is not about the cache.
  const denied = acts.some(
    ({ part, weak, stance, concept }) => !weak && stance === 'negated' && (part !== 'topic' || isOwnWord(concept)),
  );
  return new Set(
    acts
      .filter(({ stance }) => !denied || stance !== 'negated')
      .filter(
        ({ part, weak, stance, implied }) =>
          !weak && implied !== true && (part === 'topic' || (part === 'noun' && stance === 'told')),
      )
      .map(({ concept }) => concept),
  );
}

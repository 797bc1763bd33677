import type { Word } from '../words/word.js';
import type { Asked } from './reading.js';

/** Concepts that are denied to say that something is wrong: "marche pas", "not responding". */
const states = new Set(['status', 'health', 'outside', 'port']);

/** "dis-moi si le disque est plein": whether it is so is asked, and nobody says it is. */
function isAskedAbout(words: readonly Word[], at: number): boolean {
  const clause = words.filter(({ token }, index) => index < at && token.clause === words[at]?.token.clause);
  const whether = clause.findLastIndex(({ folded }) => /^(?:si|if|whether)$/.test(folded));
  return (
    whether > 0 &&
    clause
      .slice(Math.max(0, whether - 3), whether)
      .some(({ meaning }) => meaning.kind === 'act' && meaning.weak === true && meaning.concept !== 'launch')
  );
}

/** Whether something is said to be wrong. */
export function readSymptom(words: readonly Word[], acts: readonly Asked[]): boolean {
  const denied = acts.some(
    ({ concept, stance }) => states.has(concept) && (stance === 'negated' || stance === 'failing'),
  );
  // "nginx won't start", "nginx arrêté": what it did, or does not manage to do, is the complaint.
  const told = acts.some(
    ({ concept, stance, weak }) => !weak && (stance === 'failing' || (concept === 'stop' && stance === 'told')),
  );
  const named = words.some(({ meaning }, at) => {
    if (meaning.kind !== 'symptom' || isAskedAbout(words, at)) return false;
    // "n'envoie plus rien": its own "ne" denies nothing.
    const own = /^(?:plus|jamais|pas|rien|aucune?) /.test(words[at]?.folded ?? '');
    const negated =
      !own && words.slice(Math.max(0, at - 2), at).some(({ meaning: before }) => before.kind === 'negation');
    return !negated;
  });
  // "le site ne s'affiche plus": what something does not do, when nothing is asked, is wrong with it.
  const lacking =
    acts.every(({ weak, implied }) => weak || implied === true) &&
    words.some(({ meaning }) => meaning.kind === 'negation' && meaning.told === true);
  const about = words.some(({ meaning }) => meaning.kind === 'service' || meaning.kind === 'server');
  return named || denied || told || (lacking && about);
}

import type { Word } from './word.js';

const digest = /^[0-9a-f]{64}$/;
/** Say what the address or the digest beside them is. */
const label =
  /^(?:sha|sha-?256|sha256sum|checksum|check-?sum|somme|empreinte|digest|hash|artefacts?|artifacts?|tarball|archive|url)$/;
/** "java.lang.OutOfMemoryError", "TimeoutException" */
const thrown = /^(?:\w+\.)*\w+(?:Error|Exception)$/;
const searching = new Set(['search', 'logs']);

/**
 * What stands for itself and was read as a name: the digest of an artefact, its label, and a quoted word that is looked
 * for in logs.
 */
export function literalWords(words: readonly Word[]): Word[] {
  const searched = words.some(({ meaning }) => meaning.kind === 'act' && searching.has(meaning.concept));
  const fetched = words.some(
    ({ meaning, token }) => digest.test(token.folded) || (meaning.kind === 'literal' && meaning.literal === 'url'),
  );
  return words.map((word): Word => {
    const { meaning, token } = word;
    if (meaning.kind !== 'unknown' && meaning.kind !== 'unknown-server') return word;
    if (thrown.test(token.raw)) return { ...word, meaning: { kind: 'symptom' } };
    if (digest.test(token.folded)) return { ...word, meaning: { kind: 'named', role: 'checksum', typed: token.raw } };
    if (fetched && label.test(token.folded)) return { ...word, meaning: { kind: 'filler' } };
    return token.quoted && searched && meaning.kind === 'unknown-server'
      ? { ...word, meaning: { kind: 'filler' } }
      : word;
  });
}

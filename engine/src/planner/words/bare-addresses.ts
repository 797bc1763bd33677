import type { Word } from './word.js';

const domain = /^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/;
const seenFromOutside = new Set(['certificate', 'outside']);

/**
 * "the certificate of pay.example.com": an address without its scheme, where it is to be looked at from outside or is
 * complained of and no server is named. After "on" it is a machine, known or not.
 */
export function bareAddresses(words: readonly Word[]): Word[] {
  const outside = words.some(
    ({ meaning }) => meaning.kind === 'symptom' || (meaning.kind === 'act' && seenFromOutside.has(meaning.concept)),
  );
  const placed = words.some(({ meaning }) => meaning.kind === 'server');
  if (!outside || placed) return [...words];
  const shown =
    words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'certificate') &&
    !words.some(({ meaning }) => meaning.kind === 'symptom');
  return words.map((word, at) => {
    const { meaning, token } = word;
    const unread = meaning.kind === 'unknown-server' || meaning.kind === 'unknown';
    if (!unread || !domain.test(token.folded) || /^(?:on|sur|dans|in)$/.test(words[at - 1]?.folded ?? '')) return word;
    // A certificate is shown by a host, whatever page there is on it.
    if (shown) return { ...word, meaning: { kind: 'named', role: 'host', typed: token.raw } };
    return { ...word, meaning: { kind: 'literal', literal: 'url', value: `https://${token.folded}` } };
  });
}

import { isExcepted } from '../words/excepted.js';
import type { Word } from '../words/word.js';
import type { Ambiguity, Reading } from './reading.js';

export function readServices(
  words: readonly Word[],
): Pick<Reading, 'services' | 'exceptServices' | 'ambiguousServices'> {
  const services = new Set<string>();
  const exceptServices = new Set<string>();
  const ambiguousServices: Ambiguity[] = [];
  words.forEach(({ meaning }, at) => {
    if (meaning.kind !== 'service') return;
    const [only, ...others] = meaning.services;
    if (isExcepted(words, at)) for (const name of meaning.services) exceptServices.add(name);
    else if (only !== undefined && others.length === 0) services.add(only);
    else ambiguousServices.push({ typed: meaning.typed, candidates: meaning.services });
  });
  // "le site nginx": the vaguer word is settled by the name beside it.
  const settled = ambiguousServices.filter(({ candidates }) => !candidates.some((name) => services.has(name)));
  return { services: [...services], exceptServices: [...exceptServices], ambiguousServices: settled };
}

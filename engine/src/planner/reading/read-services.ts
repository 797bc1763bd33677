import type { InventoryIndex } from '../indexes/inventory-index.js';
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

type Services = ReturnType<typeof readServices>;

/** "base espace, sur lyo-pg-a": of several services that a word could be, the one that runs on the servers named. */
export function settledBy(named: readonly string[], read: Services, index: InventoryIndex): Services {
  if (named.length === 0) return read;
  const here = read.ambiguousServices.map(({ typed, candidates }) => ({
    typed,
    candidates: candidates.filter((service) => named.every((name) => index.hostsOf(service).includes(name))),
  }));
  const settled = here.flatMap(({ candidates }) => (candidates.length === 1 ? candidates : []));
  return {
    ...read,
    services: [...new Set([...read.services, ...settled])],
    ambiguousServices: read.ambiguousServices.filter((_, at) => here[at]?.candidates.length !== 1),
  };
}

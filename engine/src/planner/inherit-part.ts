import { saysNothing } from './read-place.js';
import type { Reading } from './reading.js';

const namesService = ({ services, ambiguousServices }: Reading): boolean =>
  services.length + ambiguousServices.length > 0;
const namesOther = ({ strangers, values, objects }: Reading): boolean =>
  strangers.length + values.literals.url.length + objects.filter(({ role }) => role !== undefined).length > 0;

/**
 * One part of a request with what it leaves unsaid taken from its neighbours: "stop nginx and disable it on web-01". The
 * one before it counts first; a part that names something of its own takes no service over.
 */
export function findPart(parts: readonly Reading[], at: number): Reading {
  const part = parts[at];
  if (part === undefined) throw new RangeError(`there is no part ${at}`);
  const near = [...parts.slice(0, at).reverse(), ...parts.slice(at + 1)];
  const place = saysNothing(part.place) ? near.find((other) => !saysNothing(other.place))?.place : undefined;
  // A part that says where it looks takes no service from what is asked after it.
  const sources = saysNothing(part.place) ? near : parts.slice(0, at).reverse();
  const named = namesService(part) || namesOther(part) ? undefined : sources.find(namesService);
  return {
    ...part,
    ...(place === undefined ? {} : { place }),
    ...(named === undefined
      ? {}
      : {
          services: named.services,
          ambiguousServices: named.ambiguousServices,
          corrected: [...part.corrected, ...named.corrected],
        }),
    parts: [],
  };
}

import type { InventoryIndex } from '../indexes/inventory-index.js';
import { nowhere, type Place, saysNothing } from './read-place.js';
import type { Reading } from './reading.js';

const namesService = ({ services, ambiguousServices }: Reading): boolean =>
  services.length + ambiguousServices.length > 0;
const namesOther = ({ strangers, values, objects }: Reading): boolean =>
  strangers.length + values.literals.url.length + objects.filter(({ role }) => role !== undefined).length > 0;

/**
 * One part of a request with what it leaves unsaid taken from its neighbours: "stop nginx and disable it on web-01". The
 * one before it counts first; a part that names something of its own takes no service over.
 */
export function findPart(parts: readonly Reading[], at: number, index: InventoryIndex): Reading {
  const part = parts[at];
  if (part === undefined) throw new RangeError(`there is no part ${at}`);
  const near = [...parts.slice(0, at).reverse(), ...parts.slice(at + 1)];
  const place = whereItRuns(part, placeAmong(part, near), index);
  // A part that says where it looks takes no service from what is asked after it.
  const sources = saysNothing(part.place) ? near : parts.slice(0, at).reverse();
  const named = namesService(part) || namesOther(part) ? undefined : sources.find(namesService);
  return {
    ...part,
    place,
    exceptServices: [...new Set([...part.exceptServices, ...near.filter(onlyLeavesOut).flatMap(leftServices)])].filter(
      (service) => !part.services.includes(service),
    ),
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

const leftServices = ({ exceptServices }: Reading): readonly string[] => exceptServices;

/**
 * Says nothing of where but what is left out, or which of those spoken of: "…, sauf web-01 qui est en cours de mise à
 * jour", "and the logs of the first".
 */
const onlyLeavesOut = ({ place: { pick: _, ...place } }: Reading): boolean => saysNothing({ ...place, except: [] });

/**
 * Where a part is for: its own words, or those of the nearest that says it. What is left out in a thought of its own is
 * left out of all of them, but for a part that names it.
 */
function placeAmong(part: Reading, near: readonly Reading[]): Place {
  const said = onlyLeavesOut(part) ? near.find((other) => !onlyLeavesOut(other))?.place : undefined;
  const place = said ?? part.place;
  const left = [part, ...near.filter(onlyLeavesOut)].flatMap(({ place: { except } }) => except);
  const except = [...new Set([...place.except, ...left])].filter((server) => !part.place.named.includes(server));
  return { ...place, except, ...(part.place.pick === undefined ? {} : { pick: part.place.pick }) };
}

/**
 * "reload nginx on web-1 and restart thumbor": where thumbor does not run on web-1, it is meant where it runs. Only in the
 * environment of what was named: "… on staging-web, restart redis" says nothing of production's.
 */
function whereItRuns({ services, place: own }: Reading, place: Place, index: InventoryIndex): Place {
  const [service, ...more] = services;
  const there = [...place.named, ...place.grouped];
  if (service === undefined || more.length > 0 || there.length === 0 || place === own) return place;
  if (own.named.length + own.grouped.length + own.environments.length > 0) return place;
  const hosts = index.hostsOf(service);
  const [environment, ...others] = new Set([...hosts, ...there].map((name) => index.environmentOf(name)));
  if (hosts.some((name) => there.includes(name)) || environment === undefined || others.length > 0) return place;
  return { ...nowhere, except: place.except };
}

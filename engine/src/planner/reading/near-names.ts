import { closest, editDistance, isPlausibleSlip, toleratedSlips } from '../../request/edit-distance.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { Meaning } from '../vocabulary/meaning.js';

/** Services whose name or alias is a slip away; several names where it could be each, so that it is asked. */
export function closestService(
  folded: string,
  { serviceWords }: InventoryIndex,
): { names: string[]; distance: number } | undefined {
  const forms = nearest(folded, [...serviceWords.keys()]);
  const [form] = forms;
  if (form === undefined) return undefined;
  const names = new Set(forms.flatMap((one) => serviceWords.get(one) ?? []));
  return { names: [...names], distance: editDistance(folded, form, folded.length) };
}

/** Servers without a number in their name whose spelling is a slip away: "artimis". */
export const closestServers = (folded: string, { servers }: InventoryIndex): string[] =>
  nearest(
    folded,
    servers.filter((name) => !/\d/.test(name)),
  );

const shortestGroup = 5;

/** An environment or a group of servers with one slip in its name: "stagign", "pariss". */
export function closestGroup(folded: string, { lexicon }: InventoryIndex): Meaning | undefined {
  // "log lies" is no slip of "live": words as short as that are too near one another.
  if (folded.length < shortestGroup) return undefined;
  const found = new Map<string, Meaning>();
  for (const [form, meaning] of lexicon) {
    if (meaning.kind !== 'environment' && meaning.kind !== 'tag') continue;
    if (form.length < 4 || form.charAt(0) !== folded.charAt(0) || editDistance(folded, form, 1) > 1) continue;
    found.set(meaning.kind === 'environment' ? meaning.environment : meaning.servers.join(), meaning);
  }
  const [only, ...others] = found.values();
  return others.length > 0 ? undefined : only;
}

/** Whether a name of the inventory is as near as a slip, so that the word may well be that name. */
export const isNearName = (folded: string, index: InventoryIndex): boolean =>
  closestService(folded, index) !== undefined ||
  closestServers(folded, index).length > 0 ||
  closestGroup(folded, index) !== undefined;

/** The closest ones, and with them every other that is a plausible slip as well: nobody guesses between two. */
function nearest(folded: string, names: readonly string[]): string[] {
  const plausible = (name: string): boolean => isPlausibleSlip(folded, name);
  const best = closest(folded, names).filter(plausible);
  const [first] = best;
  if (first === undefined) return [];
  const slips = Math.min(toleratedSlips(folded.length), editDistance(folded, first, folded.length) + 1);
  return [
    ...best,
    ...names.filter((name) => !best.includes(name) && editDistance(folded, name, slips) <= slips && plausible(name)),
  ];
}

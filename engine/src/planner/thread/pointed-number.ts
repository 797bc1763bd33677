import { numberedLines } from './answer-number.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { PlanContext } from '../planner.js';
import type { Reading } from '../reading/reading.js';

/** "la 3", "et sur le 4 ?", "n°2 stp": one of several by its number, and nothing else. */
const pointing =
  /^[\s>]*(?:\/ops\s+)?(?:(?:et|and|plut[oô]t|non|no|nah|euh|ok|oui|yes|alors|then|go for|va pour|prends|take|fais|do|try|essaie)[\s,]+)*(?:(?:sur|on|pour|for|avec|with)\s+)?(?:le|la|the|l['’]?option|option|choix|choice|number|num[eé]ro|n°|#)\s*(\d{1,2})(?:[\s,]+(?:stp|svp|please|pls|plz|merci|thanks|thx|aussi|too|also))*[\s.!?]*$/i;

export const pointedNumber = (text: string): number | undefined => {
  const digits = pointing.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/**
 * The request with a number that nothing offered read as a server's own, "et sur le 4 ?" after srv-paris-3: of the
 * machine that the thread spoke of, the one named alike. Unchanged where there is no such machine, or no such thread.
 */
export function nameByNumber(
  context: PlanContext,
  index: InventoryIndex,
  earlier: () => Reading | undefined,
): PlanContext {
  const number = pointedNumber(context.text);
  if (number === undefined || context.openProposals.length > 0 || numberedLines(context.thread) > 0) return context;
  const [server, ...more] = earlier()?.place.named ?? [];
  if (server === undefined || more.length > 0) return context;
  const alike = index.servers.filter((name) => baseOf(name) === baseOf(server) && numberIn(name) === number);
  const [meant, ...others] = alike;
  return meant === undefined || others.length > 0 ? context : { ...context, text: `et ${meant}` };
}

const baseOf = (name: string): string => name.replace(/\d+$/, '');
const numberIn = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? Number.NaN);

/**
 * Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours each count one.
 * Gives up with `limit + 1` as soon as the distance is known to be larger than `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (left === right) return 0;
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[right.length] ?? 0, limit + 1);
}

/** How many slips a word of this length may hold and still be taken for another; short words none. */
export const toleratedSlips = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * The candidates closest to `typed` within the tolerated slips; several when equally close, so that the caller asks
 * instead of guessing.
 */
export function closest(typed: string, candidates: Iterable<string>, slips = toleratedSlips(typed.length)): string[] {
  let limit = slips;
  let found: string[] = [];
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate, limit);
    if (distance > limit) continue;
    if (distance < limit) {
      limit = distance;
      found = [];
    }
    found.push(candidate);
  }
  return found;
}

/**
 * Whether `typed` may be `meant` with a slip of the fingers. In a short name another letter makes another name
 * ("app", "api"), so there only a letter too many, missing, or swapped with its neighbour counts.
 */
export function isPlausibleSlip(typed: string, meant: string): boolean {
  if (typed.length >= 6 || typed.length !== meant.length) return true;
  return [...typed].sort().join('') === [...meant].sort().join('');
}

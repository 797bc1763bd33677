import type { Strategy } from '@chatops-commander/schemas';

type BatchSize = number | string;

/**
 * The servers in batches, each server once and in the given order. Percentages are of all servers, rounded up; the
 * last size of a list repeats. `whenUnsaid` is the size when the strategy gives none: one at a time, the careful
 * choice for a change; a runbook that only reads may take '100%'.
 */
export function planBatches(
  servers: readonly string[],
  strategy: Strategy | undefined,
  whenUnsaid: BatchSize = 1,
): string[][] {
  const sizes = [strategy?.batch ?? whenUnsaid].flat();
  const batches: string[][] = [];
  for (let from = 0; from < servers.length; ) {
    const size = sizes[Math.min(batches.length, sizes.length - 1)] ?? whenUnsaid;
    const count = Math.max(1, countOf(size, servers.length, Math.ceil));
    batches.push(servers.slice(from, from + count));
    from += count;
  }
  return batches;
}

/** How many of `total` servers may fail before the run stops; percentages are rounded down. */
export function toleratedFailures(strategy: Strategy | undefined, total: number): number {
  return countOf(strategy?.maxFailures ?? 0, total, Math.floor);
}

function countOf(size: BatchSize, total: number, round: (count: number) => number): number {
  if (typeof size === 'number') return size;
  // Multiplied before divided, so that 29 % of 100 is not 28.999….
  return round((Number.parseInt(size, 10) * total) / 100);
}

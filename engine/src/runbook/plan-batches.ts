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

/** A rollback of many servers has to end within its time, however small the batches were. */
const MOST_GROUPS = 20;

/**
 * The servers to undo, in the order of the rollout, as groups that are undone one after the other, the last one first:
 * as many at once as the largest batch has, so that undoing takes no more away at one moment than the rollout did, and
 * at least a twentieth.
 */
export function planUndoing(servers: readonly string[], batches: readonly (readonly string[])[]): string[][] {
  const size = Math.max(1, Math.ceil(servers.length / MOST_GROUPS), ...batches.map(({ length }) => length));
  const backwards = [...servers].reverse();
  return Array.from({ length: Math.ceil(backwards.length / size) }, (_, at) =>
    backwards.slice(at * size, (at + 1) * size),
  );
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

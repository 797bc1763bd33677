import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from './queryable.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** PostgreSQL did not answer in time. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';

  constructor(
    readonly waitedMs: number,
    options: ErrorOptions,
  ) {
    super(
      `The database did not answer within ${Math.round(waitedMs / 1000)} s (${reasonOf(options.cause)}). ` +
        'Check DATABASE_URL, and that PostgreSQL accepts connections from here.',
      options,
    );
  }
}

/**
 * Resolves once the database answers, asking again with growing pauses. Throws DatabaseUnreachable after `withinMs`
 * milliseconds, and what the signal was aborted with.
 */
export async function waitForDatabase(
  db: Queryable,
  { withinMs, signal }: { readonly withinMs: number; readonly signal?: AbortSignal },
): Promise<void> {
  const began = performance.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    signal?.throwIfAborted();
    try {
      await db.query('select 1');
      return;
    } catch (cause) {
      const waitedMs = performance.now() - began;
      if (waitedMs + pauseMs > withinMs) throw new DatabaseUnreachable(waitedMs, { cause });
    }
    await sleep(pauseMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** A refused connection is an AggregateError with an empty message, so that the code says more. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message === '' ? error.name : error.message;
}

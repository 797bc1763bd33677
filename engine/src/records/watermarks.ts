import type { Queryable } from './queryable.js';

export interface Watermarks {
  /** ISO 8601; everything in the repository that was updated before is handled. Undefined before the first sweep. */
  get(repository: string): Promise<string | undefined>;
  /** Moves it forward; an earlier time changes nothing, as two sweeps may overlap. */
  set(repository: string, seenUntil: string): Promise<void>;
  /** The next sweep is the first again. */
  forget(repository: string): Promise<void>;
}

export function createWatermarks(db: Queryable): Watermarks {
  return {
    async get(repository) {
      const { rows } = await db.query<{ seenUntil: string }>(
        'select seen_until as "seenUntil" from watermarks where lower(repository) = lower($1)',
        [repository],
      );
      return rows[0]?.seenUntil;
    },
    async set(repository, seenUntil) {
      await db.query(
        `insert into watermarks (repository, seen_until) values ($1, $2)
           on conflict (lower(repository)) do update set
             seen_until = greatest(watermarks.seen_until, excluded.seen_until), updated_at = now()`,
        [repository, seenUntil],
      );
    },
    async forget(repository) {
      await db.query('delete from watermarks where lower(repository) = lower($1)', [repository]);
    },
  };
}

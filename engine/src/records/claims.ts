import type { Queryable } from './queryable.js';

/** Leases on names, for what may be done by one worker at a time and cannot be made idempotent where it is done. */
export interface Claims {
  /** @returns whether the caller may do it now: of any number at once, one may, and nobody else for so long. */
  claim(key: string, forMs: number): Promise<boolean>;
}

export function createClaims(db: Queryable): Claims {
  return {
    async claim(key, forMs) {
      const { rowCount } = await db.query(
        `insert into claims (key, until) values ($1, now() + $2::bigint * interval '1 millisecond')
           on conflict (key) do update set until = excluded.until where claims.until <= now()`,
        [key, forMs],
      );
      return rowCount === 1;
    },
  };
}

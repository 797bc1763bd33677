import type { EmergencyRun } from '../emergency/emergency-run.js';
import type { Queryable } from './queryable.js';

export interface EmergencyRunRow extends EmergencyRun {
  readonly seq: number;
}

export interface EmergencyRuns {
  record(run: EmergencyRun): Promise<void>;
  /** The last signing of these bytes at this path. */
  latest(repository: string, path: string, blob: string): Promise<EmergencyRunRow | undefined>;
  /** The bytes of a file that was signed; undefined when none of that blob was. */
  content(repository: string, blob: string): Promise<string | undefined>;
  /** Not told on GitHub yet, oldest first. */
  unposted(repository: string): Promise<readonly EmergencyRunRow[]>;
  markPosted(seq: number): Promise<void>;
}

const COLUMNS = 'seq, repository, path, blob, content, reason, signed_by as "by", signed_at as "at", signature';

export function createEmergencyRuns(db: Queryable): EmergencyRuns {
  const select = async (rest: string, values: readonly unknown[]): Promise<readonly EmergencyRunRow[]> =>
    (await db.query<EmergencyRunRow>(`select ${COLUMNS} from emergency_runs ${rest}`, values)).rows;
  return {
    async record({ repository, path, blob, content, reason, by, at, signature }) {
      await db.query(
        `insert into emergency_runs (repository, path, blob, content, reason, signed_by, signed_at, signature)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [repository, path, blob, content, reason, by, at, signature],
      );
    },
    async latest(repository, path, blob) {
      const found = await select(
        'where lower(repository) = lower($1) and path = $2 and blob = $3 order by seq desc limit 1',
        [repository, path, blob],
      );
      return found[0];
    },
    async content(repository, blob) {
      const found = await select('where lower(repository) = lower($1) and blob = $2 limit 1', [repository, blob]);
      return found[0]?.content;
    },
    unposted: (repository) =>
      select('where lower(repository) = lower($1) and posted_at is null order by seq limit 20', [repository]),
    async markPosted(seq) {
      await db.query('update emergency_runs set posted_at = now() where seq = $1 and posted_at is null', [seq]);
    },
  };
}

import type { Queryable } from './queryable.js';

/** A backup as the store has it. */
export interface NewBackup {
  readonly id: string;
  readonly runId: string;
  readonly stepId: string;
  readonly server: string;
  readonly paths: readonly string[];
  /** Size of the archive. */
  readonly bytes: number;
  /** Hexadecimal, of the archive. */
  readonly sha256: string;
  /** Where the store has it; no secrets. */
  readonly location: string;
}

export interface BackupRow extends NewBackup {
  /** ISO 8601. */
  readonly createdAt: string;
  /** Null until it was read back and found the same: nothing may rely on it before. */
  readonly verifiedAt: string | null;
}

export interface Backups {
  /** Recording the same id again changes nothing. */
  recordBackup(backup: NewBackup): Promise<void>;
  /** Notes that it was read back and has this checksum; false when that is not the recorded one, or nothing is. */
  markVerified(check: { readonly id: string; readonly sha256: string }): Promise<boolean>;
  find(id: string): Promise<BackupRow | undefined>;
  ofRun(runId: string): Promise<readonly BackupRow[]>;
}

const COLUMNS = `id, run_id as "runId", step_id as "stepId", server, paths, bytes, sha256, location,
  created_at as "createdAt", verified_at as "verifiedAt"`;

export function createBackups(db: Queryable): Backups {
  return {
    async recordBackup({ id, runId, stepId, server, paths, bytes, sha256, location }) {
      await db.query(
        `insert into backups (id, run_id, step_id, server, paths, bytes, sha256, location)
           values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
        [id, runId, stepId, server, paths, bytes, sha256, location],
      );
    },
    async markVerified({ id, sha256 }) {
      const { rowCount } = await db.query(
        'update backups set verified_at = coalesce(verified_at, now()) where id = $1 and sha256 = $2',
        [id, sha256],
      );
      return rowCount === 1;
    },
    async find(id) {
      const { rows } = await db.query<BackupRow>(`select ${COLUMNS} from backups where id = $1`, [id]);
      return rows[0];
    },
    async ofRun(runId) {
      const { rows } = await db.query<BackupRow>(
        `select ${COLUMNS} from backups where run_id = $1 order by created_at, id`,
        [runId],
      );
      return rows;
    },
  };
}

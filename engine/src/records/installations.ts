import type { Queryable } from './queryable.js';

export interface Installation {
  readonly repository: string;
  readonly installationId: number;
  /** ISO 8601. Merges from before never run unasked. */
  readonly installedAt: string;
}
export interface KnownInstallation extends Installation {
  /** ISO 8601; when it was found removed or suspended, and its workflows ended. Null while it is installed. */
  readonly endedAt: string | null;
}

export interface Installations {
  /** Notes the installation. A new id replaces the old one; the first time stays, as it can only be too careful. */
  rememberInstallation(installation: Installation): Promise<void>;
  find(repository: string): Promise<KnownInstallation | undefined>;
  all(): Promise<readonly KnownInstallation[]>;
  /** Until it is noted as installed again. */
  markEnded(repository: string): Promise<void>;
}

const COLUMNS = 'repository, installation_id as "installationId", installed_at as "installedAt", ended_at as "endedAt"';

export function createInstallations(db: Queryable): Installations {
  return {
    async rememberInstallation({ repository, installationId, installedAt }) {
      await db.query(
        `insert into installations (repository, installation_id, installed_at) values ($1, $2, $3)
           on conflict (lower(repository)) do update set
             installation_id = excluded.installation_id, updated_at = now(), ended_at = null`,
        [repository, installationId, installedAt],
      );
    },
    async find(repository) {
      const { rows } = await db.query<KnownInstallation>(
        `select ${COLUMNS} from installations where lower(repository) = lower($1)`,
        [repository],
      );
      return rows[0];
    },
    async all() {
      const { rows } = await db.query<KnownInstallation>(
        `select ${COLUMNS} from installations order by repository`,
        [],
      );
      return rows;
    },
    async markEnded(repository) {
      await db.query('update installations set ended_at = now() where lower(repository) = lower($1)', [repository]);
    },
  };
}

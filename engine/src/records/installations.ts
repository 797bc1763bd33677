import type { Queryable } from './queryable.js';

export interface Installation {
  readonly repository: string;
  readonly installationId: number;
  /** ISO 8601. Merges from before never run unasked. */
  readonly installedAt: string;
}

export interface Installations {
  /** Notes the installation. A new id replaces the old one; the first time stays, as it can only be too careful. */
  rememberInstallation(installation: Installation): Promise<void>;
  find(repository: string): Promise<Installation | undefined>;
  all(): Promise<readonly Installation[]>;
}

const COLUMNS = 'repository, installation_id as "installationId", installed_at as "installedAt"';

export function createInstallations(db: Queryable): Installations {
  return {
    async rememberInstallation({ repository, installationId, installedAt }) {
      await db.query(
        `insert into installations (repository, installation_id, installed_at) values ($1, $2, $3)
           on conflict (lower(repository)) do update set
             installation_id = excluded.installation_id, updated_at = now()`,
        [repository, installationId, installedAt],
      );
    },
    async find(repository) {
      const { rows } = await db.query<Installation>(
        `select ${COLUMNS} from installations where lower(repository) = lower($1)`,
        [repository],
      );
      return rows[0];
    },
    async all() {
      const { rows } = await db.query<Installation>(`select ${COLUMNS} from installations order by repository`, []);
      return rows;
    },
  };
}

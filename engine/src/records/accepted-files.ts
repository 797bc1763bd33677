import { createHash } from 'node:crypto';
import type { Queryable } from './queryable.js';

export type AcceptedKind = 'policy' | 'inventory';

/** A version of policy or inventory that comes into force. */
export interface NewAcceptedFile {
  readonly repository: string;
  readonly kind: AcceptedKind;
  readonly content: string;
  readonly commit: string;
  /** The admins who approved it under the version before; for the bootstrap, who ran it. */
  readonly acceptedBy: readonly string[];
  /** The pull request and the file's git blob id there; absent for the bootstrap. */
  readonly pull?: number;
  readonly blob?: string;
  /** ISO 8601; when GitHub merged it. Absent for the bootstrap, which counts from its own moment. */
  readonly mergedAt?: string;
}

export interface AcceptedFile extends Omit<NewAcceptedFile, 'pull' | 'blob' | 'mergedAt'> {
  /** Hexadecimal sha256 of the content; what runs record. */
  readonly digest: string;
  readonly pull: number | null;
  readonly blob: string | null;
  /** ISO 8601. */
  readonly acceptedAt: string;
  /** ISO 8601; what orders the versions. */
  readonly mergedAt: string;
}

export interface AcceptedFiles {
  /**
   * Records a version that was approved. The same version from the same pull request is recorded once: a late nudge must
   * not bring an old one back. Returns whether it was.
   */
  accept(file: NewAcceptedFile): Promise<boolean>;
  /** The version merged last, in whatever order they were recorded: an older merge, judged late, replaces nothing. */
  inForce(repository: string, kind: AcceptedKind): Promise<AcceptedFile | undefined>;
  byDigest(digest: string): Promise<AcceptedFile | undefined>;
  /** Blobs that this pull request brought into force. */
  blobsOfPull(repository: string, pull: number): Promise<readonly string[]>;
}

const COLUMNS = `repository, kind, content, digest, blob, commit, accepted_by as "acceptedBy", pull,
  accepted_at as "acceptedAt", merged_at as "mergedAt"`;

export function createAcceptedFiles(db: Queryable): AcceptedFiles {
  const select = async (rest: string, values: readonly unknown[]): Promise<AcceptedFile | undefined> =>
    (
      await db.query<AcceptedFile>(
        `select ${COLUMNS} from accepted_files ${rest} order by merged_at desc, seq desc limit 1`,
        values,
      )
    ).rows[0];

  return {
    async accept({ repository, kind, content, commit, acceptedBy, pull, blob, mergedAt }) {
      const { rowCount } = await db.query(
        `insert into accepted_files (repository, kind, content, digest, blob, commit, accepted_by, pull, merged_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, date_trunc('second', now())))
           on conflict do nothing`,
        [
          repository,
          kind,
          content,
          fileDigest(content),
          blob ?? null,
          commit,
          acceptedBy,
          pull ?? null,
          mergedAt ?? null,
        ],
      );
      return rowCount === 1;
    },
    inForce: (repository, kind) => select('where lower(repository) = lower($1) and kind = $2', [repository, kind]),
    byDigest: (digest) => select('where digest = $1', [digest]),
    async blobsOfPull(repository, pull) {
      const { rows } = await db.query<{ blob: string }>(
        `select blob from accepted_files
           where lower(repository) = lower($1) and pull = $2 and blob is not null order by seq`,
        [repository, pull],
      );
      return rows.map(({ blob }) => blob);
    },
  };
}

/** Hexadecimal sha256 of a file's text, by which runs name the policy and the inventory they were decided under. */
export function fileDigest(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

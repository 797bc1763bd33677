import { type AuditEntry, auditBody } from './audit-entry.js';
import { onlyRow } from './only-row.js';
import type { Queryable } from './queryable.js';
import { together } from './together.js';
import { type AuditAnchor, type AuditVerdict, verifyAudit } from './verify-audit.js';

/** Where an entry stands in the chain. */
export interface AuditPosition {
  readonly seq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** An entry as it is read back. */
export interface AuditRow extends AuditEntry, AuditPosition {
  readonly at: string;
}

export interface Audit {
  /**
   * Adds an entry. With a `key`, which names what is recorded, a second append of it adds nothing and returns where
   * the first one is, so that a retried activity records once.
   */
  append(entry: AuditEntry & { readonly key?: string }): Promise<AuditPosition>;
  /** Reads the whole chain; with an anchor, an entry noted elsewhere must be in it too. */
  verify(anchor?: AuditAnchor): Promise<AuditVerdict>;
  /** The last entries about one subject, newest first. */
  about(subject: string, limit: number): Promise<readonly AuditRow[]>;
  /** The end of the chain, to be noted elsewhere as an anchor. */
  head(): Promise<AuditPosition>;
}

interface Asked {
  readonly body: string;
  readonly key: string | undefined;
}

export function createAudit(db: Queryable): Audit {
  const withKey = async (key: string) =>
    onlyRow(
      `audit entry ${key}`,
      await db.query<AuditPosition>(`select seq, encode(hash, 'hex') as hash from audit where key = $1`, [key]),
    );

  /**
   * Undefined where the key is there already. Whoever appends waits until the one before is on disk, so several entries
   * go there in one statement.
   */
  const append = together<Asked, AuditPosition | undefined>(async (entries) => {
    const { rows } = await db.query<AuditPosition & { n: number }>(
      'select n, entry_seq as seq, entry_hash as hash from append_audit($1::text[], $2::text[])',
      [entries.map(({ body }) => body), entries.map(({ key }) => key ?? null)],
    );
    const added = new Map(rows.map(({ n, seq, hash }) => [n, { seq, hash }]));
    return entries.map((_, index) => added.get(index + 1));
  });

  return {
    async append({ key, ...entry }) {
      return (await append({ body: auditBody(entry), key })) ?? (await withKey(key ?? ''));
    },
    verify: (anchor) => verifyAudit(db, anchor),
    async about(subject, limit) {
      const { rows } = await db.query<AuditRow>(
        `select seq, at, encode(hash, 'hex') as hash, actor, kind, subject, body::jsonb -> 'data' as data
           from audit where subject = $1 order by seq desc limit $2`,
        [subject, limit],
      );
      return rows;
    },
    async head() {
      return onlyRow(
        'head of the audit log',
        await db.query<AuditPosition>(`select seq, encode(hash, 'hex') as hash from audit_head`, []),
      );
    },
  };
}

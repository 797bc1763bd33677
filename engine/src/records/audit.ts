import { type AuditEntry, auditBody } from './audit-entry.js';
import { inTransaction } from './in-transaction.js';
import { onlyRow } from './only-row.js';
import type { Connections, Queryable } from './queryable.js';
import { hasSqlState } from './sql-state.js';
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

/**
 * One statement, so that it costs one round trip and needs no transaction: updating the only row of audit_head makes
 * appends queue up, and each computes its hash from the row as the one before left it.
 */
const APPEND = `
  with entry as (
    select $1::text as body, date_trunc('milliseconds', clock_timestamp()) as at
  ), head as (
    update audit_head set
      seq = audit_head.seq + 1,
      at = greatest(audit_head.at, entry.at),
      previous = audit_head.hash,
      hash = sha256(convert_to(
        encode(audit_head.hash, 'hex') || E'\\n' ||
        (audit_head.seq + 1) || E'\\n' ||
        to_char(greatest(audit_head.at, entry.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || E'\\n' ||
        entry.body, 'UTF8'))
    from entry
    where $2::text is null or not exists (select from audit where key = $2)
    returning audit_head.seq, audit_head.at, audit_head.previous, audit_head.hash
  )
  insert into audit (seq, at, body, previous, hash, key)
    select head.seq, head.at, $1, head.previous, head.hash, $2 from head
    returning seq, encode(hash, 'hex') as hash`;

interface Asked {
  readonly body: string;
  readonly key: string | undefined;
}

export function createAudit(db: Queryable & Connections): Audit {
  const withKey = async (key: string) =>
    onlyRow(
      `audit entry ${key}`,
      await db.query<AuditPosition>(`select seq, encode(hash, 'hex') as hash from audit where key = $1`, [key]),
    );

  /** Undefined where the key is there already. */
  const add = async (on: Queryable, { body, key }: Asked): Promise<AuditPosition | undefined> =>
    (await on.query<AuditPosition>(APPEND, [body, key ?? null])).rows[0];

  const addAlone = async (asked: Asked): Promise<AuditPosition | undefined> => {
    try {
      return await add(db, asked);
    } catch (error) {
      // Two appends with one key at the same moment: the second saw no entry, waited, and then found one.
      if (asked.key === undefined || !hasSqlState(error, 'unique_violation')) throw error;
      return undefined;
    }
  };

  /** Whoever appends waits until the one before is on disk, so several entries had better go there together. */
  const append = together<Asked, AuditPosition | undefined>(async (entries) => {
    const [first, second] = entries;
    if (first !== undefined && second === undefined) return [await addAlone(first)];
    return await inTransaction(db, async (transaction) => {
      const added: (AuditPosition | undefined)[] = [];
      for (const one of entries) added.push(await add(transaction, one));
      return added;
    });
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

import { auditHash } from './audit-entry.js';
import type { Queryable } from './queryable.js';

/** Entries read at a time, so that memory does not grow with the log. */
const PAGE = 500;
const NO_HASH = '0'.repeat(64);

/** An entry that was noted outside of the database, such as in a report on GitHub. */
export interface AuditAnchor {
  readonly seq: number;
  readonly hash: string;
}

export type AuditVerdict =
  | { readonly ok: true; readonly count: number; readonly head: string }
  /** The first entry at which the log is not what was written. */
  | { readonly ok: false; readonly seq: number; readonly because: AuditFault };

export type AuditFault =
  /** An entry was taken out. */
  | 'missing'
  /** It does not follow from the entry before it. */
  | 'not-chained'
  /** Its content or time is not what was hashed. */
  | 'altered'
  /** The chain ends elsewhere than the head says: entries were cut off or added. */
  | 'wrong-end'
  /** The log has another entry at the anchor: it was written anew. */
  | 'not-as-noted';

interface StoredLink {
  readonly seq: number;
  readonly at: string;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

/** The chain up to somewhere, and the first fault found on the way. */
interface Walk {
  readonly seq: number;
  readonly hash: string;
  readonly fault?: AuditVerdict;
}

/**
 * Recomputes every hash, up to the head as it was when this began; entries added meanwhile are left for the next time.
 * Whoever can switch off the triggers could also write the whole chain anew: only an anchor kept elsewhere shows that.
 */
export async function verifyAudit(db: Queryable, anchor?: AuditAnchor): Promise<AuditVerdict> {
  const heads = await db.query<{ seq: number; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from audit_head`,
    [],
  );
  const head = heads.rows[0] ?? { seq: 0, hash: NO_HASH };
  if (anchor !== undefined && anchor.seq > head.seq) return fault(head.seq + 1, 'missing');

  let walk: Walk = { seq: 0, hash: NO_HASH };
  while (walk.seq < head.seq) {
    const page = await readPage(db, { after: walk.seq, upTo: head.seq });
    if (page.length === 0) return fault(walk.seq + 1, 'missing');
    for (const link of page) {
      walk = follow(walk, link, anchor);
      if (walk.fault !== undefined) return walk.fault;
    }
  }
  if (walk.hash !== head.hash) return fault(walk.seq, 'wrong-end');
  if (await goesOn(db, head.seq)) return fault(head.seq + 1, 'wrong-end');
  return { ok: true, count: walk.seq, head: walk.hash };
}

function follow(walk: Walk, link: StoredLink, anchor: AuditAnchor | undefined): Walk {
  const seq = walk.seq + 1;
  if (link.seq !== seq) return { ...walk, fault: fault(seq, 'missing') };
  if (link.previous !== walk.hash) return { ...walk, fault: fault(seq, 'not-chained') };
  if (auditHash(link) !== link.hash) return { ...walk, fault: fault(seq, 'altered') };
  if (anchor?.seq === seq && anchor.hash !== link.hash) return { ...walk, fault: fault(seq, 'not-as-noted') };
  return { seq, hash: link.hash };
}

async function readPage(
  db: Queryable,
  { after, upTo }: { after: number; upTo: number },
): Promise<readonly StoredLink[]> {
  const { rows } = await db.query<StoredLink>(
    `select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, body,
            encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
       from audit where seq > $1 and seq <= $2 order by seq limit $3`,
    [after, upTo, PAGE],
  );
  return rows;
}

/** An entry past the head which the head, read again, still does not know. */
async function goesOn(db: Queryable, seq: number): Promise<boolean> {
  const { rows } = await db.query<{ more: boolean }>(
    'select exists (select from audit where seq > (select greatest(seq, $1) from audit_head)) as more',
    [seq],
  );
  return rows[0]?.more === true;
}

const fault = (seq: number, because: AuditFault): AuditVerdict => ({ ok: false, seq, because });

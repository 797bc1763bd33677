import { createHash } from 'node:crypto';
import type { Json } from '../actions/action.js';
import { canonicalJson } from './canonical-json.js';
import { storableJson, storableText } from './storable-text.js';

/** Characters of canonical JSON that `data` may take; beyond it, only its size and digest are kept. */
const MAX_DATA = 16_384;
const MAX_NAME = 500;

/** What happened. Never put a secret in it: it is kept for ever, and shown to auditors. */
export interface AuditEntry {
  /** Who did it: a login, or the name of one of our workflows. */
  readonly actor: string;
  /** What kind of event, in the past tense: `run.registered`, `merge.refused`. */
  readonly kind: string;
  /** What it was done to: a run, a pull request, a server. */
  readonly subject: string;
  readonly data: Json;
}

/** The entry as it is hashed: RFC 8785 JSON of actor, kind, subject and data. Throws NotJson. */
export function auditBody({ actor, kind, subject, data }: AuditEntry): string {
  const storable: unknown = JSON.parse(storableJson(data));
  const text = canonicalJson(storable);
  return canonicalJson({
    actor: storableText(actor, MAX_NAME),
    kind: storableText(kind, MAX_NAME),
    subject: storableText(subject, MAX_NAME),
    data: text.length <= MAX_DATA ? storable : { omitted: { characters: text.length, sha256: sha256(text) } },
  });
}

/** The place of an entry in the chain. */
export interface AuditLink {
  /** Hexadecimal hash of the entry before; 64 zeros before the first. */
  readonly previous: string;
  readonly seq: number;
  /** UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
  readonly at: string;
  readonly body: string;
}

/** Hexadecimal hash of an entry; the same formula is in `append`'s SQL and in the first migration's comment. */
export function auditHash({ previous, seq, at, body }: AuditLink): string {
  return sha256(`${previous}\n${seq}\n${at}\n${body}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

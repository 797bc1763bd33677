import type { OutputSink } from '../execution/output-sink.js';
import { onlyRow } from './only-row.js';
import type { OutcomeKey } from './outcomes.js';
import type { Queryable } from './queryable.js';

export type OutputStream = 'stdout' | 'stderr';

/** One stream of one execution. */
export interface OutputKey extends OutcomeKey {
  readonly stream: OutputStream;
}

/** Bytes would be missing between what is stored and what came: the caller has to read on from `expected`. */
export class OutputGap extends Error {
  override readonly name = 'OutputGap';

  constructor(
    readonly key: OutputKey,
    readonly expected: number,
    readonly offset: number,
  ) {
    super(
      `${key.stream} of ${key.stepId} on ${key.server} (${key.runId}, attempt ${key.attempt}) is stored up to byte ` +
        `${expected}, but bytes from ${offset} came. Attach again from the stored offset.`,
    );
  }
}

/** Where every byte that a step prints is kept; the step runner's sink, and the door to reading it again. */
export interface OutputStore extends OutputSink {
  /**
   * Adds bytes at `offset` of the stream. What is stored already is not stored again, wholly or in part, so that a
   * second reader of the same job does no harm. Throws OutputGap.
   */
  append(chunk: OutputKey & { readonly offset: number; readonly bytes: Uint8Array }): Promise<void>;
  /** How many bytes of each stream are stored, which is where to read on. */
  offsets(key: OutcomeKey): Promise<{ readonly stdout: number; readonly stderr: number }>;
  /** At most `limit` bytes from `from`; shorter only where the stored stream ends. */
  read(key: OutputKey, range: { readonly from: number; readonly limit: number }): Promise<Buffer>;
  /** The last bytes of the stream, and where they begin in it. */
  tail(key: OutputKey, maxBytes: number): Promise<{ readonly from: number; readonly bytes: Buffer }>;
  /**
   * Forgets what was printed more than that many days ago, by whole executions, so many of them at most. Returns how many
   * executions lost theirs.
   */
  pruneOutputs(days: number, atMost: number): Promise<number>;
}

const IS_EXECUTION = 'run_id = $1 and step_id = $2 and server = $3 and attempt = $4';
/** The primary key ends in chunk_offset, so that this reads one index entry. */
const LENGTH = `coalesce((select chunk_offset + size from outputs
  where ${IS_EXECUTION} and stream = $5 order by chunk_offset desc limit 1), 0)`;

const APPEND = `
  with stored as (select ${LENGTH} as length),
  chunk as (
    select length as chunk_offset, substring($7::bytea from (length - $6::bigint + 1)::integer) as bytes from stored
      where $6 <= length and $6 + octet_length($7) > length
  ),
  added as (
    insert into outputs (run_id, step_id, server, attempt, stream, chunk_offset, size, bytes)
      select $1, $2, $3, $4, $5, chunk_offset, octet_length(bytes), bytes from chunk
      on conflict do nothing returning 1
  )
  select length, exists (select from chunk) and not exists (select from added) as overtaken from stored`;

const PRUNE = `
  with aged as (
    select distinct run_id, step_id, server, attempt from outputs old
      where stored_at < now() - make_interval(days => $1) and not exists (
        select from outputs young
          where (young.run_id, young.step_id, young.server, young.attempt)
              = (old.run_id, old.step_id, old.server, old.attempt)
            and young.stored_at >= now() - make_interval(days => $1))
      limit $2
  ),
  gone as (
    delete from outputs using aged where (outputs.run_id, outputs.step_id, outputs.server, outputs.attempt)
      = (aged.run_id, aged.step_id, aged.server, aged.attempt)
  )
  select count(*)::integer as executions from aged`;

export function createOutputStore(db: Queryable): OutputStore {
  const lengthOf = async (key: OutputKey): Promise<number> =>
    onlyRow('length', await db.query<{ length: number }>(`select ${LENGTH} as length`, streamValues(key))).length;

  const read: OutputStore['read'] = async (key, { from, limit }) => {
    const { rows } = await db.query<{ chunkOffset: number; bytes: Buffer }>(
      `select chunk_offset as "chunkOffset", bytes from outputs
         where ${IS_EXECUTION} and stream = $5 and chunk_offset < $6::bigint + $7::bigint and chunk_offset + size > $6
         order by chunk_offset`,
      [...streamValues(key), from, limit],
    );
    const skipped = from - (rows[0]?.chunkOffset ?? from);
    return Buffer.concat(rows.map(({ bytes }) => bytes)).subarray(skipped, skipped + limit);
  };

  return {
    async append({ offset, bytes, ...key }) {
      if (bytes.length === 0) return;
      for (;;) {
        const { length, overtaken } = onlyRow(
          'length',
          await db.query<{ length: number; overtaken: boolean }>(APPEND, [
            ...streamValues(key),
            offset,
            asBuffer(bytes),
          ]),
        );
        if (offset > length) throw new OutputGap(key, length, offset);
        if (!overtaken) return;
        // Another reader of the same job stored at this very place in between; look again what is left to store.
      }
    },
    async offsets({ runId, stepId, server, attempt }) {
      const execution = { runId, stepId, server, attempt };
      return {
        stdout: await lengthOf({ ...execution, stream: 'stdout' }),
        stderr: await lengthOf({ ...execution, stream: 'stderr' }),
      };
    },
    read,
    async tail(key, maxBytes) {
      const from = Math.max(0, (await lengthOf(key)) - maxBytes);
      return { from, bytes: await read(key, { from, limit: maxBytes }) };
    },
    async pruneOutputs(days, atMost) {
      const { rows } = await db.query<{ executions: number }>(PRUNE, [days, atMost]);
      return onlyRow('count', { rows }).executions;
    },
  };
}

const streamValues = ({ runId, stepId, server, attempt, stream }: OutputKey) => [
  runId,
  stepId,
  server,
  attempt,
  stream,
];

/** pg sends a Buffer as bytes, but any other typed array as text. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

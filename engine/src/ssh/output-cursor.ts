import { BLOCK_BYTES, type BlockOffsets } from './agent-requests.js';
import type { JobLife } from './remote-execution.js';

export type StreamName = 'stdout' | 'stderr';

/** How far the output was handed on. */
export interface OutputCursor {
  /**
   * Hands on what is new of `bytes`, which stand at `position` in the stream. Pieces may overlap what came before, when
   * an answer and the supervisor's own report bring the same; they never leave a gap.
   */
  accept(stream: StreamName, position: number, bytes: Buffer): Promise<void>;
  offset(stream: StreamName): number;
  /** The blocks to ask for next. */
  blocks(): BlockOffsets;
  /** Hands on nothing more, and resolves when the listener is done with what it has. */
  close(): Promise<void>;
}

/** The output of a job has a hole: the record on the server was tampered with. */
export class OutputGap extends Error {
  override readonly name = 'OutputGap';
  constructor(
    readonly stream: StreamName,
    readonly expected: number,
    readonly got: number,
  ) {
    super(
      `The ${stream} of a job goes on at byte ${got} instead of ${expected}; its files on the server were changed.`,
    );
  }
}

export function createOutputCursor(life: Pick<JobLife, 'onOutput' | 'from'>): OutputCursor {
  const offsets = { stdout: life.from?.stdout ?? 0, stderr: life.from?.stderr ?? 0 };
  // Two readers may bring pieces at the same time; each waits for the one before.
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  const take = async (stream: StreamName, position: number, bytes: Buffer): Promise<void> => {
    const known = offsets[stream] - position;
    if (known < 0) throw new OutputGap(stream, offsets[stream], position);
    if (closed || known >= bytes.length) return;
    const fresh = bytes.subarray(known);
    const at = offsets[stream];
    await life.onOutput(stream, at, fresh);
    offsets[stream] = at + fresh.length;
  };

  return {
    accept(stream, position, bytes) {
      const taken = last.then(() => take(stream, position, bytes));
      last = taken.catch(() => undefined);
      return taken;
    },
    close() {
      closed = true;
      return last;
    },
    offset: (stream) => offsets[stream],
    blocks: () => ({
      stdout: Math.floor(offsets.stdout / BLOCK_BYTES),
      stderr: Math.floor(offsets.stderr / BLOCK_BYTES),
    }),
  };
}

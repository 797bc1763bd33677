import type { OutputChunk, OutputKey, OutputSink } from './output-sink.js';

type Stream = OutputChunk['stream'];

/**
 * A store that commits waits for its disk each time, and a transport brings pieces of 32 KiB: written one by one, 100 MB
 * took nine times as long as `ssh > file` (docs/performance.md).
 */
const PIECE_BYTES = 512 * 1024;
/** Whoever follows a run sees what it printed after so long at the latest. */
const LONGEST_WAIT_MS = 300;

export interface GatheredOutput {
  /** Pieces of one stream come in order and without gaps. Waits while the store is behind; throws what it threw. */
  add(stream: Stream, offset: number, bytes: Buffer): Promise<void>;
  /** Resolves when everything is stored; throws what the store threw. */
  end(): Promise<void>;
}

/**
 * Puts small pieces together before they are stored. While one is being stored the next is gathered, and no more: a slow
 * store slows the reading down, and memory stays flat.
 *
 * @param onBroken is told when the store fails, also while nothing is printed
 */
export function gatherOutput(
  sink: Pick<OutputSink, 'append'>,
  key: OutputKey,
  onBroken: (error: unknown) => void,
): GatheredOutput {
  const gathered = { stdout: emptyPiece(0), stderr: emptyPiece(0) };
  /** One write at a time, in order. Rejected for ever once one failed. */
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = (stream: Stream): void => {
    const { offset, parts, size } = gathered[stream];
    if (size === 0) return;
    gathered[stream] = emptyPiece(offset + size);
    writing = writing.then(() => sink.append({ ...key, stream, offset, bytes: Buffer.concat(parts, size) }));
    // whoever adds next, or ends, hears of it too
    writing.catch(onBroken);
  };
  const writeAll = (): void => {
    clearTimeout(timer);
    timer = undefined;
    write('stdout');
    write('stderr');
  };

  return {
    async add(stream, offset, bytes) {
      const piece = gathered[stream].size === 0 ? emptyPiece(offset) : gathered[stream];
      gathered[stream] = { ...piece, size: piece.size + bytes.length };
      piece.parts.push(bytes);
      timer ??= setTimeout(writeAll, LONGEST_WAIT_MS).unref();
      if (gathered[stream].size < PIECE_BYTES) return;
      await writing;
      write(stream);
    },
    async end() {
      writeAll();
      await writing;
    },
  };
}

interface Piece {
  readonly offset: number;
  readonly parts: Buffer[];
  /** Bytes. */
  readonly size: number;
}
const emptyPiece = (offset: number): Piece => ({ offset, parts: [], size: 0 });

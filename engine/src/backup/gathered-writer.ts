import type { FileHandle } from 'node:fs/promises';

/** A call for every small chunk of a stream would cost more than writing it. */
const GATHER_BYTES = 1024 * 1024;
/** The disk is kept at work while more comes, so that the flush at the end has little left. */
const SYNC_BYTES = 16 * 1024 * 1024;

/** So much may come while a write is under way, before what comes has to wait for it: memory stays flat. */
const AHEAD_BYTES = 8 * 1024 * 1024;

/** Gathers chunks into large writes, without copying them, and the next one while one is under way. */
export function createGatheredWriter(handle: Pick<FileHandle, 'writev' | 'datasync'>) {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let unsynced = 0;
  let syncing: Promise<void> | undefined;

  let writing: Promise<void> | undefined;
  const failures: unknown[] = [];

  /** One at a time: a write that was begun is waited for first. */
  function begin(): Promise<void> {
    writing = writeOut()
      .catch((error: unknown) => void failures.push(error))
      .then(() => {
        writing = undefined;
      });
    return writing;
  }

  async function writeOut(): Promise<void> {
    let rest = chunks;
    unsynced += bytes;
    chunks = [];
    bytes = 0;
    while (rest.length > 0) {
      const { bytesWritten } = await handle.writev(rest);
      rest = after(rest, bytesWritten);
    }
    if (unsynced < SYNC_BYTES || syncing !== undefined) return;
    unsynced = 0;
    // The kernel tells a failed write-back once: a later sync of the same file may well succeed without these bytes.
    syncing = handle
      .datasync()
      .catch((error: unknown) => void failures.push(error))
      .then(() => {
        syncing = undefined;
      });
  }

  return {
    async write(chunk: Uint8Array): Promise<void> {
      chunks.push(chunk);
      bytes += chunk.length;
      if (failures.length > 0) throw failures[0];
      if (bytes < GATHER_BYTES) return;
      if (writing === undefined) void begin();
      else if (bytes >= AHEAD_BYTES) await writing;
    },
    /** Writes what is gathered, and waits for what is under way. Throws what any write or sync so far failed with. */
    async flush(): Promise<void> {
      while (writing !== undefined || bytes > 0) await (writing ?? begin());
      await syncing;
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** What is left of chunks when their first `written` bytes are gone: a write may take less than it is given. */
function after(chunks: readonly Uint8Array[], written: number): Uint8Array[] {
  let gone = written;
  return chunks.flatMap((chunk) => {
    const rest = chunk.subarray(Math.min(gone, chunk.length));
    gone -= chunk.length - rest.length;
    return rest.length === 0 ? [] : [rest];
  });
}

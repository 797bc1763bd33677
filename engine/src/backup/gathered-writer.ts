import type { FileHandle } from 'node:fs/promises';

/** A call for every small chunk of a stream would cost more than writing it. */
const GATHER_BYTES = 1024 * 1024;
/** The disk is kept at work while more comes, so that the flush at the end has little left. */
const SYNC_BYTES = 16 * 1024 * 1024;

/** Gathers chunks into large writes, without copying them. What is written waits for it, so memory stays flat. */
export function createGatheredWriter(handle: Pick<FileHandle, 'writev' | 'datasync'>) {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let unsynced = 0;
  let syncing: Promise<void> | undefined;

  async function writeOut(): Promise<void> {
    if (bytes === 0) return;
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
    // An error shows again in the flush at the end, which is awaited.
    syncing = handle.datasync().catch(() => undefined);
    void syncing.then(() => {
      syncing = undefined;
    });
  }

  return {
    async write(chunk: Uint8Array): Promise<void> {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= GATHER_BYTES) await writeOut();
    },
    /** Writes what is gathered, and waits for what is under way. */
    async flush(): Promise<void> {
      await writeOut();
      await syncing;
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

import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupManifest, BackupMissing, type BackupStore, checkBackupId } from './backup-store.js';
import { parseManifest } from './parse-manifest.js';

const CONTENT = 'content';
const MANIFEST = 'manifest.json';

/**
 * Backups in a folder of this machine, one folder each, 0700 with files 0600. Every file is written beside its place,
 * flushed to disk and renamed. Throws what the file system throws.
 */
export function createFolderStore(folder: string): BackupStore {
  const place = (id: string): string => {
    checkBackupId(id);
    return join(folder, id);
  };

  const manifest = async (id: string): Promise<BackupManifest | undefined> => {
    const text = await unlessMissing(readFile(join(place(id), MANIFEST), 'utf8'));
    return text === undefined ? undefined : parseManifest(text, id);
  };

  return {
    where: `folder ${folder}`,
    async put(id, content) {
      await mkdir(place(id), { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      let bytes = 0;
      await writeWhole(join(place(id), CONTENT), async (write) => {
        for await (const chunk of content) {
          hash.update(chunk);
          bytes += chunk.length;
          await write(chunk);
        }
      });
      return { sha256: hash.digest('hex'), bytes };
    },
    async record(entry) {
      await writeWhole(join(place(entry.id), MANIFEST), (write) => write(Buffer.from(`${JSON.stringify(entry)}\n`)));
    },
    manifest,
    async *open(id) {
      const file = join(place(id), CONTENT);
      try {
        yield* readChunks(file);
      } catch (error) {
        if (isMissing(error)) throw new BackupMissing(id, `folder ${folder}`, { cause: error });
        throw error;
      }
    },
    async list() {
      const ids = (await unlessMissing(readdir(folder))) ?? [];
      const found = await Promise.all(ids.map((id) => manifest(id)));
      return found
        .filter((entry) => entry !== undefined)
        .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
    },
    async remove(id) {
      // The manifest goes first: a backup half removed must not count as whole.
      await rm(join(place(id), MANIFEST), { force: true });
      await rm(place(id), { recursive: true, force: true });
    },
  };
}

async function* readChunks(file: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: 512 * 1024 })) {
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}

/** Writes beside the file, flushes, renames, and flushes the folder so that the new name survives a power cut. */
async function writeWhole(
  file: string,
  produce: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    try {
      const gathered = gather(handle);
      await produce(gathered.write);
      await gathered.flush();
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  const folder = await open(join(file, '..'), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A call for every small chunk of a stream would cost more than the copying. */
const GATHER_BYTES = 1024 * 1024;

/** Gathers chunks into large writes; what is written waits for the disk, so memory stays flat. */
function gather(handle: FileHandle) {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (bytes === 0) return;
    const whole = Buffer.concat(chunks);
    chunks = [];
    bytes = 0;
    await handle.writeFile(whole);
  };
  return {
    async write(chunk: Uint8Array): Promise<void> {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= GATHER_BYTES) await flush();
    },
    flush,
  };
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupExists, type BackupManifest, BackupMissing, type BackupStore, checkBackupId } from './backup-store.js';
import { StoreUnwritable, StoreWithoutLinks } from './backup-trouble.js';
import { createGatheredWriter } from './gathered-writer.js';
import { parseManifest } from './parse-manifest.js';

const MANIFEST = 'manifest.json';

/**
 * Backups in a folder of this machine, one folder each, 0700 with files 0600. Every file is written beside its place,
 * flushed to disk and linked to its name, which fails where the name is taken: the one way for a whole file to appear
 * at once and overwrite nothing. Throws StoreUnwritable, StoreWithoutLinks, and what else the file system throws.
 */
export function createFolderStore(folder: string, files: { readonly link: typeof link } = { link }): BackupStore {
  const place = (id: string): string => {
    checkBackupId(id);
    return join(folder, id);
  };

  const manifest = async (id: string): Promise<BackupManifest | undefined> => {
    const text = await unlessMissing(readFile(join(place(id), MANIFEST), 'utf8'));
    return text === undefined ? undefined : parseManifest(text, id);
  };

  async function writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = UNWRITABLE.find((one) => hasCode(error, one));
      throw code === undefined ? error : new StoreUnwritable(folder, code, { cause: error });
    }
  }

  async function giveName(part: string, file: string): Promise<void> {
    try {
      await files.link(part, file);
    } catch (error) {
      const code = NO_LINKS.find((one) => hasCode(error, one));
      throw code === undefined ? error : new StoreWithoutLinks(folder, code, { cause: error });
    }
  }

  /** What lies in a backup's folder and does not count: all but the manifest and what it names. */
  async function removeUnfinished(id: string, isOver: (file: string) => Promise<boolean>): Promise<number> {
    const counts = (await manifest(id))?.content;
    const names = (await unlessMissing(readdir(place(id)))) ?? [];
    const over: string[] = [];
    for (const name of names) {
      if (name === MANIFEST || name === counts) continue;
      if (await isOver(join(place(id), name))) over.push(join(place(id), name));
    }
    for (const file of over) await rm(file, { force: true });
    // Only an empty one goes: somebody may just be storing into it.
    if (counts === undefined) await rmdir(place(id)).catch(() => undefined);
    return over.length;
  }

  return {
    where: `folder ${folder}`,
    async put(id, content) {
      const name = `content-${randomBytes(8).toString('hex')}`;
      const hash = createHash('sha256');
      let bytes = 0;
      await writing(() => mkdir(place(id), { recursive: true, mode: 0o700 }));
      await writing(() =>
        writeWhole(join(place(id), name), giveName, async (write) => {
          for await (const chunk of content) {
            hash.update(chunk);
            bytes += chunk.length;
            await write(chunk);
          }
        }),
      );
      return { content: name, sha256: hash.digest('hex'), bytes };
    },
    async record(entry) {
      const text = `${JSON.stringify(entry)}\n`;
      const file = join(place(entry.id), MANIFEST);
      const isNew = await writing(() => writeWhole(file, giveName, (write) => write(Buffer.from(text))));
      if (!isNew && (await readFile(file, 'utf8')) !== text) throw new BackupExists(entry.id, `folder ${folder}`);
      await removeUnfinished(entry.id, async () => true);
    },
    async discard({ id, content }) {
      await rm(join(place(id), content), { force: true });
      await rmdir(place(id)).catch(() => undefined);
    },
    manifest,
    async *open({ id, content }) {
      const file = join(place(id), content);
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
    async sweep(before) {
      const isOver = async (file: string) => ((await unlessMissing(stat(file)))?.mtimeMs ?? 0) < before.getTime();
      let removed = 0;
      for (const id of (await unlessMissing(readdir(folder))) ?? []) removed += await removeUnfinished(id, isOver);
      return removed;
    },
  };
}

async function* readChunks(file: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: 512 * 1024 })) {
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}

/**
 * Writes beside the file, flushes, gives it its name unless something has it, and flushes the folder so that the new
 * name survives a power cut. False when the name was taken; then nothing was changed.
 */
async function writeWhole(
  file: string,
  giveName: (part: string, file: string) => Promise<void>,
  produce: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<boolean> {
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    try {
      const gathered = createGatheredWriter(handle);
      await produce(gathered.write);
      await gathered.flush();
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(part, file);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(part, { force: true });
  }
  const folder = await open(join(file, '..'), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return true;
}

/** No room, a quota, somebody else's folder, a disk that is mounted for reading. */
const UNWRITABLE = ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'ENOTDIR'] as const;

/**
 * What link(2) fails with where there are no hard links: FAT and most SMB shares, others, FUSE without the call. A copy
 * is no way out: it appears by and by, and one that is cut leaves a torn manifest under the name that counts.
 */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'] as const;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT');

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

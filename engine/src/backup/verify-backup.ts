import { createHash } from 'node:crypto';
import type { BackupManifest, BackupStore, Packing, StoredContent } from './backup-store.js';
import { Undecryptable } from './content-cipher.js';
import { DamagedArchive, listTar } from './list-tar.js';
import { decompressed, openArchive, type ReadSecret } from './read-content.js';

export type BackupCheck =
  | {
      readonly kind: 'sound';
      /** Files, folders and links of an archive; undefined for a database, whose own programs list it. */
      readonly entries: number | undefined;
      /** As stored. */
      readonly bytes: number;
      /** As stored. */
      readonly sha256: string;
      /** Of the archive as the server sent it. */
      readonly archiveSha256: string;
      /** What it takes when it is unpacked. */
      readonly unpackedBytes: number;
    }
  | { readonly kind: 'damaged'; readonly because: string };

export interface ReadBackDeps {
  readonly store: Pick<BackupStore, 'open' | 'manifest'>;
  readonly readSecret?: ReadSecret | undefined;
}

/**
 * Reads stored content back, once: counts and hashes its bytes, decrypts it, and lists the archive to its end mark,
 * through decompression and its check value. Throws BackupMissing, and what the store and the secrets throw.
 */
export async function inspectContent(
  deps: Omit<ReadBackDeps, 'store'> & { readonly store: Pick<BackupStore, 'open'> },
  content: StoredContent & Pick<BackupManifest, 'encryption'> & { readonly packing: Packing },
): Promise<BackupCheck> {
  const stored = counter();
  const archive = counter();
  const store = { open: (what: StoredContent) => stored.count(deps.store.open(what)) };
  const { encryption, packing } = content;
  const plain = openArchive({ ...deps, store }, content);
  // Without encryption both are the same bytes, and hashing them once is enough.
  const counted = encryption === undefined ? plain : archive.count(plain);
  let entries = 0;
  let unpackedBytes = 0;
  try {
    if (packing === 'postgres') await readDump(counted);
    else {
      for await (const entry of listTar(decompressed(counted, packing))) {
        entries += 1;
        // A folder or a link takes a block too.
        unpackedBytes += Math.max(512, entry.bytes);
      }
    }
  } catch (error) {
    if (error instanceof DamagedArchive || error instanceof Undecryptable) {
      return { kind: 'damaged', because: error.message };
    }
    throw error;
  }
  const { bytes, sha256 } = stored.result();
  return {
    kind: 'sound',
    entries: packing === 'postgres' ? undefined : entries,
    bytes,
    sha256,
    archiveSha256: encryption === undefined ? sha256 : archive.result().sha256,
    unpackedBytes,
  };
}

/** Compares a stored backup with its manifest, by reading all of it. */
export async function verifyBackup(deps: ReadBackDeps, id: string): Promise<BackupCheck> {
  const manifest = await deps.store.manifest(id);
  if (manifest === undefined) return { kind: 'damaged', because: 'it has no manifest: it was never finished' };
  const check = await inspectContent(deps, manifest);
  if (check.kind === 'damaged') return check;
  if (check.sha256 !== manifest.sha256 || check.bytes !== manifest.bytes) {
    return { kind: 'damaged', because: `its sha256 is ${check.sha256}, but ${manifest.sha256} was recorded` };
  }
  return check;
}

/** PostgreSQL's custom format begins with PGDMP. */
async function readDump(archive: AsyncIterable<Uint8Array>): Promise<void> {
  let head = Buffer.alloc(0);
  for await (const chunk of archive) if (head.length < 5) head = Buffer.concat([head, chunk.subarray(0, 5)]);
  if (head.subarray(0, 5).toString('latin1') !== 'PGDMP') throw new DamagedArchive('it is not a PostgreSQL dump', 0);
}

/** Counts and hashes a stream while it passes. */
export function counter() {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    async *count(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      }
    },
    /** Once, after the stream has ended. */
    result: () => ({ sha256: hash.digest('hex'), bytes }),
  };
}

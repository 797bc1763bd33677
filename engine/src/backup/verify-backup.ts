import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { BackupStore, Packing } from './backup-store.js';
import { DamagedArchive, listTar } from './list-tar.js';

export type BackupCheck =
  | { readonly kind: 'sound'; readonly entries: number; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'damaged'; readonly because: string };

/**
 * Reads stored content back, once: counts and hashes its bytes and lists the archive to its end mark, through
 * decompression and its check value. Throws BackupMissing, and what the store throws.
 */
export async function inspectContent(
  store: Pick<BackupStore, 'open'>,
  id: string,
  packing: Packing,
): Promise<BackupCheck> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of store.open(id)) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  let entries = 0;
  try {
    for await (const _entry of listTar(unpacked(counted(), packing))) entries += 1;
  } catch (error) {
    if (error instanceof DamagedArchive) return { kind: 'damaged', because: error.message };
    if (isCompressionError(error)) return { kind: 'damaged', because: `it cannot be decompressed (${error.message})` };
    throw error;
  }
  return { kind: 'sound', entries, bytes, sha256: hash.digest('hex') };
}

/** Compares a stored backup with its manifest, by reading all of it. */
export async function verifyBackup(store: Pick<BackupStore, 'open' | 'manifest'>, id: string): Promise<BackupCheck> {
  const manifest = await store.manifest(id);
  if (manifest === undefined) return { kind: 'damaged', because: 'it has no manifest: it was never finished' };
  const check = await inspectContent(store, id, manifest.packing);
  if (check.kind === 'damaged') return check;
  if (check.sha256 !== manifest.sha256 || check.bytes !== manifest.bytes) {
    return { kind: 'damaged', because: `its sha256 is ${check.sha256}, but ${manifest.sha256} was recorded` };
  }
  return check;
}

function unpacked(content: AsyncGenerator<Buffer>, packing: Packing): AsyncIterable<Uint8Array> {
  if (packing === 'tar') return content;
  const gunzip = createGunzip();
  // An error of the source destroys the last stream of the pipeline, so whoever reads it sees the error.
  pipeline(Readable.from(content), gunzip, () => undefined);
  return gunzip;
}

/** zlib's errors carry codes such as Z_DATA_ERROR and Z_BUF_ERROR. */
const isCompressionError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as zlib from 'node:zlib';
import { BackupSecretUnreadable, BackupTrouble } from './backup-trouble.js';
import { isProgramOnPath } from './program-on-path.js';
import type { BackupManifest, BackupStore, Packing, StoredContent } from './backup-store.js';
import { decrypt, parseBackupKey } from './content-cipher.js';
import { DamagedArchive } from './list-tar.js';

/** The value of a secret by its name: `backup` for `secret:backup`. Rejects when there is none. */
export type ReadSecret = (name: string) => Promise<Buffer>;

/** A secret is needed, and this worker was given nowhere to read it from. */
export class NoSecrets extends BackupTrouble {
  constructor(readonly key: string) {
    super({
      en: `${key} is needed, and this worker reads no secrets. Set CHATOPS_SECRETS_DIR.`,
      fr: `${key} est nécessaire, et ce worker ne lit aucun secret. Définissez CHATOPS_SECRETS_DIR.`,
    });
    this.name = 'NoSecrets';
  }
}

/** The key behind a reference `secret:NAME`. Throws NoSecrets, BackupSecretUnreadable and InvalidBackupKey. */
export async function backupKey(reference: string, readSecret: ReadSecret | undefined): Promise<Buffer> {
  if (readSecret === undefined) throw new NoSecrets(reference);
  return parseBackupKey(await readBackupSecret(reference, readSecret));
}

/** The value behind a reference `secret:NAME` that backups need. Throws BackupSecretUnreadable. */
export async function readBackupSecret(reference: string, readSecret: ReadSecret): Promise<Buffer> {
  try {
    return await readSecret(reference.slice('secret:'.length));
  } catch (error) {
    throw new BackupSecretUnreadable(reference, { cause: error });
  }
}

/** The archive as the server sent it: the stored content, decrypted. Throws BackupMissing, Undecryptable. */
export async function* openArchive(
  deps: { readonly store: Pick<BackupStore, 'open'>; readonly readSecret?: ReadSecret | undefined },
  manifest: StoredContent & Pick<BackupManifest, 'encryption'>,
): AsyncGenerator<Buffer> {
  const content = deps.store.open(manifest);
  if (manifest.encryption === undefined) yield* content;
  else yield* decrypt(content, await backupKey(manifest.encryption.key, deps.readSecret));
}

/** Programs whose compression this worker can read back; zstd came to Node in 22.15. */
export async function readableCompressions(): Promise<readonly ('zstd' | 'gzip')[]> {
  return hasOwnZstd || (await isProgramOnPath('zstd')) ? ['zstd', 'gzip'] : ['gzip'];
}

/** An archive without its compression. Throws DamagedArchive when it cannot be decompressed. */
export function decompressed(archive: AsyncIterable<Uint8Array>, packing: Packing): AsyncIterable<Uint8Array> {
  switch (packing) {
    case 'tar':
    case 'postgres':
      return archive;
    case 'tar+gzip':
      return through(archive, createGunzip());
    case 'tar+zstd':
      return hasOwnZstd ? through(archive, createOwnZstd()) : throughProgram(archive, ['zstd', '-dqc']);
    default:
      return packing satisfies never;
  }
}

const hasOwnZstd = 'createZstdDecompress' in zlib;

// The types are those of the oldest Node that is supported, which does not have it; asked for only where it is there.
const createOwnZstd = () => (zlib as unknown as { createZstdDecompress(): zlib.Gunzip }).createZstdDecompress();

async function* through(archive: AsyncIterable<Uint8Array>, stage: zlib.Gunzip): AsyncGenerator<Buffer> {
  // An error of the source destroys the last stream of the pipeline, so whoever reads it sees the error.
  pipeline(Readable.from(archive), stage, () => undefined);
  try {
    for await (const chunk of stage) yield chunk;
  } catch (error) {
    if (isCompressionError(error)) throw new DamagedArchive(`it cannot be decompressed (${error.message})`, 0);
    throw error;
  }
}

/** zlib's errors carry codes such as Z_DATA_ERROR and Z_BUF_ERROR; those of zstd begin with ZSTD_. */
const isCompressionError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(Z|ZSTD)_/.test(error.code);

async function* throughProgram(
  archive: AsyncIterable<Uint8Array>,
  [program, ...args]: readonly [string, ...string[]],
): AsyncGenerator<Buffer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  ended.catch(() => undefined);
  const messages: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => messages.push(bytes));
  let failure: unknown;
  pipeline(Readable.from(archive), child.stdin, (error) => {
    // A program that refuses its input closes the pipe; its own words say more.
    if (error !== null && error !== undefined && !('code' in error && error.code === 'EPIPE')) {
      failure = error;
      child.kill('SIGKILL');
    }
  });
  try {
    for await (const chunk of child.stdout) yield chunk;
    const [code] = await ended;
    if (failure !== undefined) throw failure;
    if (code !== 0) {
      throw new DamagedArchive(`it cannot be decompressed (${Buffer.concat(messages).toString('utf8').trim()})`, 0);
    }
  } finally {
    child.kill('SIGKILL');
  }
}

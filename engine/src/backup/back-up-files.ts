import type { Localized } from '../actions/action.js';
import { sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { CommandResult, RemoteStreams, ServerAddress } from '../ssh/remote-execution.js';
import { type PackRequest, packCommand } from './archive-commands.js';
import type { BackupManifest, BackupStore, Packing } from './backup-store.js';
import { inspectContent, verifyBackup } from './verify-backup.js';

export type BackupOutcome =
  /** `warnings`: files that changed while they were read, one line each. */
  | {
      readonly kind: 'done';
      readonly manifest: BackupManifest;
      readonly warnings: readonly string[];
      readonly durationMs: number;
    }
  /** None of the paths exists, and that was allowed. */
  | { readonly kind: 'nothing-there' }
  | { readonly kind: 'failed'; readonly because: Localized };

export interface BackupRequest extends PackRequest {
  readonly id: string;
  readonly server: ServerAddress;
  readonly origin: BackupManifest['origin'];
  /** A file that changes while it is read: fail, or keep the backup with a warning. */
  readonly whileChanging: 'fail' | 'warn';
}

/**
 * Streams files of a server into the store, hashing in line, then reads the stored bytes back, compares the digest and
 * lists the archive; only then does the backup count. A whole backup of the same id is taken as it is, so that a
 * retried step does no work twice. Throws when the connection is lost or the store fails.
 */
export async function backUpFiles(
  deps: { readonly streams: RemoteStreams; readonly store: BackupStore; readonly now: () => Date },
  request: BackupRequest,
  signal?: AbortSignal,
): Promise<BackupOutcome> {
  const { store, streams } = deps;
  const started = deps.now().getTime();
  const earlier = await store.manifest(request.id);
  if (earlier !== undefined && (await verifyBackup(store, request.id)).kind === 'sound') {
    return { kind: 'done', manifest: earlier, warnings: [], durationMs: deps.now().getTime() - started };
  }

  const giveUp = new AbortController();
  const over = signal === undefined ? giveUp.signal : AbortSignal.any([signal, giveUp.signal]);
  const { stdout, exit } = await streams.download(request.server, packCommand(request), over);
  // It may reject while the content is still being stored; it is awaited below in any case.
  exit.catch(() => undefined);
  const head = peekFirst(stdout);
  const stored = await store.put(request.id, head.chunks).catch((error: unknown) => {
    // A store that fails early has not read the stream, and the server would wait for a reader.
    giveUp.abort();
    throw error;
  });
  const verdict = judgeExit(await exit, request);
  if (verdict.kind !== 'packed') {
    await store.remove(request.id);
    return verdict;
  }

  const packing = packingOf(head.first());
  const check = await inspectContent(store, request.id, packing);
  if (check.kind === 'damaged' || check.sha256 !== stored.sha256 || check.bytes !== stored.bytes) {
    await store.remove(request.id);
    return { kind: 'failed', because: check.kind === 'damaged' ? sameText(check.because) : NOT_WHAT_WAS_SENT };
  }
  const createdAt = deps.now();
  const manifest: BackupManifest = {
    id: request.id,
    server: request.server.name,
    paths: request.paths,
    packing,
    ...stored,
    entries: check.entries,
    createdAt: createdAt.toISOString(),
    origin: request.origin,
  };
  await store.record(manifest);
  return { kind: 'done', manifest, warnings: verdict.warnings, durationMs: createdAt.getTime() - started };
}

const NOT_WHAT_WAS_SENT: Localized = {
  en: 'what was stored is not what was sent; check the disk of the backup store',
  fr: "ce qui est enregistré n'est pas ce qui a été envoyé ; vérifiez le disque du dépôt de sauvegardes",
};

type Verdict =
  | Exclude<BackupOutcome, { kind: 'done' }>
  | { readonly kind: 'packed'; readonly warnings: readonly string[] };

/** GNU tar ends with 1 when a file changed while it was read, and says so line by line; busybox has no such warning. */
function judgeExit(result: CommandResult, request: BackupRequest): Verdict {
  const { exit } = result;
  if (exit.kind !== 'code') return { kind: 'failed', because: sayExit(exit) };
  if (exit.code === 0) return { kind: 'packed', warnings: [] };
  if (exit.code === 65 && request.missing === 'skip') return { kind: 'nothing-there' };
  const lines = result.stderr
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  // tar's last line only says that there were others.
  const complaint = lines.find((line) => !/changed as we read it|removed before we read it/.test(line));
  if (request.whileChanging === 'warn' && exit.code === 1 && lines.length > 0 && complaint === undefined) {
    return { kind: 'packed', warnings: lines.slice(0, 10) };
  }
  const line = (complaint ?? lines[0])?.slice(0, 300);
  return { kind: 'failed', because: line === undefined ? sayExit(exit) : sameText(line) };
}

/** gzip's magic number is 1f 8b (RFC 1952). */
const packingOf = (first: Uint8Array): Packing => (first[0] === 0x1f && first[1] === 0x8b ? 'tar+gzip' : 'tar');

/** Remembers the first two bytes of a stream while it passes. */
function peekFirst(source: AsyncIterable<Buffer>): { readonly chunks: AsyncIterable<Buffer>; first(): Buffer } {
  let first = Buffer.alloc(0);
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      if (first.length < 2) first = Buffer.concat([first, chunk.subarray(0, 2)]);
      yield chunk;
    }
  }
  return { chunks: chunks(), first: () => first };
}

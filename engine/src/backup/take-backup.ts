import type { Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import type { CommandResult, RemoteCommand, RemoteStreams, ServerAddress } from '../ssh/remote-execution.js';
import type { BackupManifest, BackupStore, Packing, StoredContent } from './backup-store.js';
import { encrypt } from './content-cipher.js';
import { backupKey, type ReadSecret } from './read-content.js';
import { parseSentReport, type SentReport } from './sent-report.js';
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

/** What every backup is told besides what it is of. */
export interface BackupOrder {
  readonly id: string;
  readonly server: ServerAddress;
  readonly origin: BackupManifest['origin'];
  /** `secret:NAME` of the key to encrypt with. */
  readonly encrypt?: string | undefined;
}

/** Notes a backup that was read back and found whole. Telling it twice has the effect of once. */
export type RecordBackup = (manifest: BackupManifest, where: string) => Promise<void>;

export interface BackupDeps {
  readonly streams: RemoteStreams;
  readonly store: BackupStore;
  readonly now: () => Date;
  readonly readSecret?: ReadSecret | undefined;
  readonly recordBackup?: RecordBackup | undefined;
}

export type Verdict =
  | Exclude<BackupOutcome, { kind: 'done' }>
  | { readonly kind: 'sent'; readonly warnings: readonly string[] };

/** Where the bytes come from, and how what they came to is judged. */
export interface ArchiveSource {
  readonly command: RemoteCommand;
  packing(first: Buffer): Packing;
  judge(result: CommandResult, sent: SentReport): Verdict;
  /** What the manifest says of the subject. `entries` undefined: nothing in it can be relied on. */
  describe(sent: SentReport, archive: StoredContent & { readonly entries: number | undefined }): Promise<Described>;
}
export type Described =
  | ({ readonly kind: 'described' } & Pick<BackupManifest, 'paths' | 'exclude' | 'database' | 'entries'>)
  | { readonly kind: 'failed'; readonly because: Localized };

/**
 * Streams what a server sends into the store, hashing in line, then reads the stored bytes back, compares them with
 * what was stored and with what the server itself computed, and lists the archive; only then does the backup count. A
 * whole backup of the same id is taken as it is, so that a retried step does no work twice. An interrupted one begins
 * anew: what tar or pg_dump print is not the same twice. Throws when the connection is lost or the store fails.
 */
export async function takeBackup(
  deps: BackupDeps,
  order: BackupOrder,
  source: ArchiveSource,
  signal?: AbortSignal,
): Promise<BackupOutcome> {
  const { store, streams } = deps;
  const started = deps.now().getTime();
  const earlier = await store.manifest(order.id);
  if (earlier !== undefined) {
    if ((await verifyBackup(deps, order.id)).kind === 'sound') {
      await deps.recordBackup?.(earlier, store.where);
      return { kind: 'done', manifest: earlier, warnings: [], durationMs: deps.now().getTime() - started };
    }
    await store.remove(order.id);
  }

  const key = order.encrypt === undefined ? undefined : await backupKey(order.encrypt, deps.readSecret);
  const giveUp = new AbortController();
  const over = signal === undefined ? giveUp.signal : AbortSignal.any([signal, giveUp.signal]);
  const { stdout, exit } = await streams.download(order.server, source.command, over);
  // It may reject while the content is still being stored; it is awaited below in any case.
  exit.catch(() => undefined);
  const head = peekFirst(stdout);
  const archive = key === undefined ? head.chunks : encrypt(head.chunks, key);
  const stored = await store.put(order.id, archive).catch((error: unknown) => {
    // A store that fails early has not read the stream, and the server would wait for a reader.
    giveUp.abort();
    throw error;
  });
  const result = await exit;
  const sent = parseSentReport(result.stderr);
  const verdict = source.judge(result, sent);
  const content = { id: order.id, content: stored.content };
  if (verdict.kind !== 'sent') {
    await store.discard(content);
    return verdict;
  }

  const fail = async (because: Localized): Promise<BackupOutcome> => {
    await store.discard(content);
    return { kind: 'failed', because };
  };
  const packing = source.packing(head.first());
  const encryption =
    order.encrypt === undefined ? {} : ({ encryption: { algorithm: ALGORITHM, key: order.encrypt } } as const);
  const check = await inspectContent(deps, { ...content, packing, ...encryption });
  if (check.kind === 'damaged') return fail(sameText(check.because));
  // What is encrypted is authentic frame by frame, so that hashing it before it was encrypted would tell nothing more.
  if (check.sha256 !== stored.sha256 || check.bytes !== stored.bytes) return fail(NOT_WHAT_WAS_SENT);
  if (sent.sha256 !== undefined && sent.sha256 !== check.archiveSha256) return fail(NOT_WHAT_LEFT);
  // The store must hold it before a server lists it, and without a manifest it does not count yet.
  const described = await source.describe(sent, { ...content, entries: check.entries });
  if (described.kind === 'failed') return fail(described.because);

  const createdAt = deps.now();
  const { kind: _, ...subject } = described;
  const manifest: BackupManifest = {
    id: order.id,
    server: order.server.name,
    ...subject,
    packing,
    ...stored,
    ...(sent.sha256 === undefined ? {} : { sentSha256: sent.sha256 }),
    ...(packing === 'postgres' ? {} : { unpackedBytes: check.unpackedBytes }),
    ...encryption,
    createdAt: createdAt.toISOString(),
    origin: order.origin,
  };
  await store.record(manifest);
  await deps.recordBackup?.(manifest, store.where);
  return { kind: 'done', manifest, warnings: verdict.warnings, durationMs: createdAt.getTime() - started };
}

const ALGORITHM = 'aes-256-gcm';

const NOT_WHAT_WAS_SENT: Localized = {
  en: 'what was stored is not what was sent; check the disk of the backup store',
  fr: "ce qui est enregistré n'est pas ce qui a été envoyé ; vérifiez le disque du dépôt de sauvegardes",
};
const NOT_WHAT_LEFT: Localized = {
  en: 'what arrived is not what the server sent: the two sha256 differ. Take it again',
  fr: "ce qui est arrivé n'est pas ce que le serveur a envoyé : les deux sha256 diffèrent. Recommencez",
};

/** Remembers the first bytes of a stream while it passes. */
function peekFirst(source: AsyncIterable<Buffer>): { readonly chunks: AsyncIterable<Buffer>; first(): Buffer } {
  let first = Buffer.alloc(0);
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      if (first.length < 5) first = Buffer.concat([first, chunk.subarray(0, 5)]);
      yield chunk;
    }
  }
  return { chunks: chunks(), first: () => first };
}

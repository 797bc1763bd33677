import type { Json, PostgresCluster } from '../actions/action.js';

/** How the content is packed, under its encryption; told from its first bytes. */
export type Packing = 'tar' | 'tar+gzip' | 'tar+zstd' | 'postgres';

/** What is known of one backup; written after its content, so that a backup with a manifest is a whole one. */
export interface BackupManifest {
  readonly id: string;
  readonly server: string;
  /** As asked for; absolute. Empty for a database. */
  readonly paths: readonly string[];
  /** What was left out of the paths. */
  readonly exclude?: readonly string[];
  readonly database?: {
    readonly name: string;
    readonly bytes?: number;
    /** Rows that had ever been written in it before it was dumped: another figure later means that it was written to. */
    readonly written?: number;
    /** By which PostgreSQL knows it, whatever its name: another figure later means that it was replaced. */
    readonly oid?: number;
  } & Partial<PostgresCluster>;
  /** The name under which the store keeps its bytes: one of their own, so that no try overwrites another's. */
  readonly content: string;
  readonly packing: Packing;
  readonly bytes: number;
  /** Hex, of the content as it is stored. */
  readonly sha256: string;
  /** Hex, of the archive as the server sent it, computed there; absent where it has no program for that. */
  readonly sentSha256?: string;
  /** Files, folders and links in the archive; objects of a database. */
  readonly entries: number;
  /** Of the files in the archive, without compression. */
  readonly unpackedBytes?: number;
  readonly encryption?: { readonly algorithm: 'aes-256-gcm'; readonly key: string };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Who it was for: run, step, attempt. */
  readonly origin: { readonly [name: string]: Json };
}

/** Bytes that a store keeps, whether or not they count as a backup yet. */
export type StoredContent = Pick<BackupManifest, 'id' | 'content'>;

/**
 * Where backups lie. Ids come from the run, so that a step that is tried again finds its own. Nothing that counts is
 * ever overwritten.
 */
export interface BackupStore {
  /** For people: "folder /var/lib/chatops/backups". */
  readonly where: string;
  /** Stores bytes as they come, beside whatever is there of this id. When they break off, nothing of them stays. */
  put(
    id: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly content: string; readonly sha256: string; readonly bytes: number }>;
  /**
   * Makes the backup count, and removes what other tries of the same id left. Twice has the effect of once. Throws
   * BackupExists when another one counts under this id.
   */
  record(manifest: BackupManifest): Promise<void>;
  /** Takes back what `put` stored and nobody recorded. */
  discard(what: StoredContent): Promise<void>;
  /** Undefined when there is no whole backup of that id. */
  manifest(id: string): Promise<BackupManifest | undefined>;
  /** Throws BackupMissing while reading when there is none. */
  open(what: StoredContent): AsyncIterable<Buffer>;
  /** Whole backups, newest first. */
  list(): Promise<readonly BackupManifest[]>;
  /** Harmless when there is none. */
  remove(id: string): Promise<void>;
  /** Removes what was begun before that time and never came to count; how many pieces there were. */
  sweep(before: Date): Promise<number>;
}

/** Two workers took the same backup, and this one came second: it is worth nothing, and asking again finds the first. */
export class BackupExists extends Error {
  constructor(
    readonly id: string,
    readonly where: string,
  ) {
    super(`Another worker has stored backup ${id} in ${where} meanwhile; it is not overwritten. Try again.`);
    this.name = 'BackupExists';
  }
}

/** A backup that should be there is not. */
export class BackupMissing extends Error {
  constructor(
    readonly id: string,
    readonly where: string,
    options?: ErrorOptions,
  ) {
    super(
      `Backup ${id} is not in ${where}. Check CHATOPS_BACKUPS, and whether the backup was removed or lies in another store.`,
      options,
    );
    this.name = 'BackupMissing';
  }
}

/** The id would not be safe as the name of a file or an object. */
export class InvalidBackupId extends Error {
  constructor(readonly id: string) {
    super(
      `${JSON.stringify(id)} cannot name a backup. Use letters, digits, dots, dashes and underscores, 200 at most, beginning with a letter or digit.`,
    );
    this.name = 'InvalidBackupId';
  }
}

/** Throws InvalidBackupId. */
export function checkBackupId(id: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(id)) throw new InvalidBackupId(id);
}

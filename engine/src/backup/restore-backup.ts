import type { Localized, PostgresCluster } from '../actions/action.js';
import { lastLine, sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { CommandResult, RemoteCommand, RemoteStreams, ServerAddress } from '../ssh/remote-execution.js';
import { type Leave, unpackBesideCommand, unpackCommand } from './archive-commands.js';
import type { BackupManifest, BackupStore } from './backup-store.js';
import { restoreDumpCommand } from './postgres-restore.js';
import { openArchive, type ReadSecret } from './read-content.js';
import { verifyBackup } from './verify-backup.js';

export type RestoreOutcome =
  | { readonly kind: 'done'; readonly manifest: BackupManifest; readonly durationMs: number }
  /** `touched`: false when nothing was overwritten yet. */
  | { readonly kind: 'failed'; readonly because: Localized; readonly touched: boolean };

export interface RestoreRequest {
  readonly backup: string;
  readonly server: ServerAddress;
  /** Beside: a new folder, or a database of a new name. Undefined: where it came from. */
  readonly into?: string | undefined;
  /** The backup of what is overwritten: a database that was written to since is not replaced. */
  readonly saved?: string | undefined;
  /** An earlier try may have got through, and only its answer was lost: a database that it replaced is not done again. */
  readonly again?: boolean;
  /** How much of a file system stays free; `tenth` when not given. */
  readonly leave?: Leave;
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

export interface RestoreDeps {
  readonly streams: Pick<RemoteStreams, 'upload'>;
  readonly store: Pick<BackupStore, 'open' | 'manifest' | 'where'>;
  readonly readSecret?: ReadSecret | undefined;
}

/**
 * Puts a backup back to where it came from, or beside it. The whole backup is read and compared with its manifest
 * before the first byte goes out. Only to the server it was taken from. Doing it twice has the effect of once, so that
 * a retry is harmless. Throws when the connection is lost or the store fails.
 */
export async function restoreBackup(
  deps: RestoreDeps,
  request: RestoreRequest,
  signal?: AbortSignal,
): Promise<RestoreOutcome> {
  const found = await findSound(deps, request.backup, request.server.name);
  if (found.kind === 'unusable') return { kind: 'failed', because: found.because, touched: false };
  const { manifest } = found;
  const saved = request.saved === undefined ? undefined : await deps.store.manifest(request.saved);
  const command = restoreCommand(manifest, request, saved?.database);
  const result = await deps.streams.upload(request.server, command, openArchive(deps, manifest), signal);
  if (isDone(result)) return { kind: 'done', manifest, durationMs: result.durationMs };
  const line = lastLine(result.stderr);
  const because = line === undefined ? sayExit(result.exit) : sameText(line);
  // 73: there is something already; 75: no room. A database is swapped in only when it is whole.
  const code = result.exit.kind === 'code' ? result.exit.code : -1;
  if (code === 76) return { kind: 'failed', because: sayWritten(manifest.database?.name ?? ''), touched: false };
  const touched = code !== 73 && code !== 75 && manifest.database === undefined;
  return { kind: 'failed', because, touched };
}

function restoreCommand(
  manifest: BackupManifest,
  { into, become, timeoutMs, backup, leave = 'tenth', again = false }: RestoreRequest,
  saved: BackupManifest['database'],
): RemoteCommand {
  const place = { become, timeoutMs };
  if (manifest.database !== undefined) {
    const { name: database, bytes = 0 } = manifest.database;
    const { written } = saved ?? {};
    const oid = again ? saved?.oid : undefined;
    const cluster = clusterOf(manifest);
    return restoreDumpCommand({ database, into, bytes, backup, written, oid }, { ...place, cluster });
  }
  const { packing, paths, unpackedBytes: bytes = 0 } = manifest;
  if (into === undefined) return unpackCommand({ packing, bytes, paths, leave }, place);
  return unpackBesideCommand({ packing, folder: into, bytes, backup }, place);
}

const sayWritten = (database: string): Localized => ({
  en: `database ${database} was written to after it had been saved, which the restore would have lost; it is as it was. Stop what writes to it first, or restore beside with \`into\``,
  fr: `la base ${database} a été modifiée après sa sauvegarde, ce que la restauration aurait perdu ; elle est restée telle quelle. Arrêtez d'abord ce qui y écrit, ou restaurez à côté avec \`into\``,
});

/** How the cluster of a dump is reached. */
export function clusterOf({ database }: BackupManifest): PostgresCluster {
  return { user: database?.user ?? 'postgres', port: database?.port, socket: database?.socket };
}

const isDone = ({ exit }: CommandResult): boolean => exit.kind === 'code' && exit.code === 0;

/** The manifest of a backup of this server that was just read back whole. */
export async function findSound(
  deps: Pick<RestoreDeps, 'store' | 'readSecret'>,
  backup: string,
  server: string,
): Promise<
  | { readonly kind: 'found'; readonly manifest: BackupManifest }
  | { readonly kind: 'unusable'; readonly because: Localized }
> {
  const manifest = await deps.store.manifest(backup);
  if (manifest === undefined) {
    return unusable(
      `backup ${backup} is not in ${deps.store.where}`,
      `la sauvegarde ${backup} n'est pas dans ${deps.store.where}`,
    );
  }
  if (manifest.server !== server) {
    return unusable(
      `backup ${backup} is of ${manifest.server}, not of ${server}`,
      `la sauvegarde ${backup} est celle de ${manifest.server}, pas de ${server}`,
    );
  }
  const check = await verifyBackup(deps, backup);
  if (check.kind === 'damaged') {
    return unusable(
      `backup ${backup} is damaged, nothing was overwritten: ${check.because}`,
      `la sauvegarde ${backup} est abîmée, rien n'a été écrasé : ${check.because}`,
    );
  }
  return { kind: 'found', manifest };
}

const unusable = (en: string, fr: string) => ({ kind: 'unusable', because: { en, fr } }) as const;

import type { Localized } from '../actions/action.js';
import { lastLine, sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { RemoteCommand } from '../ssh/remote-execution.js';
import { tryUnpackCommand } from './archive-commands.js';
import type { BackupManifest } from './backup-store.js';
import { tryRestoreCommand } from './postgres-commands.js';
import { openArchive } from './read-content.js';
import { clusterOf, findSound, type RestoreDeps, type RestoreRequest } from './restore-backup.js';

export type TrialOutcome =
  /** `found`: files, folders and links, or tables, that were there after the trial. */
  | { readonly kind: 'sound'; readonly manifest: BackupManifest; readonly found: number; readonly durationMs: number }
  | { readonly kind: 'unsound'; readonly because: Localized };

/**
 * Reads a backup back, compares it with its manifest, then restores it into a scratch place of its server, which is
 * dropped again. Throws when the connection is lost or the store fails.
 */
export async function tryBackup(
  deps: RestoreDeps,
  request: Omit<RestoreRequest, 'into'>,
  signal?: AbortSignal,
): Promise<TrialOutcome> {
  const sound = await findSound(deps, request.backup, request.server.name);
  if (sound.kind === 'unusable') return { kind: 'unsound', because: sound.because };
  const { manifest } = sound;
  const archive = openArchive(deps, manifest);
  const result = await deps.streams.upload(request.server, trialCommand(manifest, request), archive, signal);
  const found = Number(result.stdout.toString('utf8').trim());
  if (result.exit.kind === 'code' && result.exit.code === 0 && Number.isSafeInteger(found)) {
    return { kind: 'sound', manifest, found, durationMs: result.durationMs };
  }
  const line = lastLine(result.stderr);
  return { kind: 'unsound', because: line === undefined ? sayExit(result.exit) : sameText(line) };
}

function trialCommand(manifest: BackupManifest, place: Pick<RemoteCommand, 'become' | 'timeoutMs'>): RemoteCommand {
  const { database } = manifest;
  if (database === undefined) return tryUnpackCommand(manifest.packing, manifest.unpackedBytes ?? 0, place);
  const to = { like: database.name, bytes: database.bytes ?? 0 };
  return tryRestoreCommand(to, { become: place.become, timeoutMs: place.timeoutMs, cluster: clusterOf(manifest) });
}

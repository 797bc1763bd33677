import type { Localized } from '../actions/action.js';
import { lastLine, sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import type { RemoteCommand, RemoteStreams, ServerAddress } from '../ssh/remote-execution.js';
import { unpackCommand } from './archive-commands.js';
import type { BackupManifest, BackupStore } from './backup-store.js';
import { verifyBackup } from './verify-backup.js';

export type RestoreOutcome =
  | { readonly kind: 'done'; readonly manifest: BackupManifest; readonly durationMs: number }
  /** `touched`: false when nothing was overwritten yet. */
  | { readonly kind: 'failed'; readonly because: Localized; readonly touched: boolean };

export interface RestoreRequest {
  readonly backup: string;
  readonly server: ServerAddress;
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

/**
 * Puts the files of a backup back to where they came from. The whole backup is read and compared with its manifest
 * before the first byte goes out. Only to the server it was taken from. Unpacking the same archive twice has the effect
 * of once, so that a retry is harmless. Throws when the connection is lost or the store fails.
 */
export async function restoreFiles(
  deps: { readonly streams: Pick<RemoteStreams, 'upload'>; readonly store: BackupStore },
  request: RestoreRequest,
  signal?: AbortSignal,
): Promise<RestoreOutcome> {
  const manifest = await deps.store.manifest(request.backup);
  if (manifest === undefined) {
    return untouched({
      en: `backup ${request.backup} is not in ${deps.store.where}`,
      fr: `la sauvegarde ${request.backup} n'est pas dans ${deps.store.where}`,
    });
  }
  if (manifest.server !== request.server.name) {
    return untouched({
      en: `backup ${request.backup} is of ${manifest.server}, not of ${request.server.name}`,
      fr: `la sauvegarde ${request.backup} est celle de ${manifest.server}, pas de ${request.server.name}`,
    });
  }
  const check = await verifyBackup(deps.store, request.backup);
  if (check.kind === 'damaged') {
    return untouched({
      en: `backup ${request.backup} is damaged, nothing was overwritten: ${check.because}`,
      fr: `la sauvegarde ${request.backup} est abîmée, rien n'a été écrasé : ${check.because}`,
    });
  }
  const result = await deps.streams.upload(
    request.server,
    unpackCommand(manifest.packing, request),
    deps.store.open(request.backup),
    signal,
  );
  if (result.exit.kind === 'code' && result.exit.code === 0) {
    return { kind: 'done', manifest, durationMs: result.durationMs };
  }
  const line = lastLine(result.stderr);
  return { kind: 'failed', because: line === undefined ? sayExit(result.exit) : sameText(line), touched: true };
}

const untouched = (because: Localized): RestoreOutcome => ({ kind: 'failed', because, touched: false });

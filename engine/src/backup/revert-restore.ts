import type { Localized } from '../actions/action.js';
import { lastLine, sayExit } from '../actions/failed-result.js';
import { sameText } from '../actions/localized.js';
import { removeListedCommand } from './archive-commands.js';
import type { BackupManifest } from './backup-store.js';
import { listTar } from './list-tar.js';
import { decompressed, openArchive } from './read-content.js';
import {
  findSound,
  type RestoreDeps,
  type RestoreOutcome,
  type RestoreRequest,
  restoreBackup,
} from './restore-backup.js';

/**
 * Undoes a restore of files: puts back what the backup taken before it holds, after removing what the restore brought
 * and that one lacks. `before` undefined: nothing was there. Throws as restoreBackup does.
 */
export async function revertRestore(
  deps: RestoreDeps,
  request: Omit<RestoreRequest, 'backup' | 'into'> & { readonly restored: string; readonly before: string | undefined },
  signal?: AbortSignal,
): Promise<RestoreOutcome> {
  const restored = await findSound(deps, request.restored, request.server.name);
  if (restored.kind === 'unusable') return { kind: 'failed', because: restored.because, touched: false };
  const before = request.before === undefined ? undefined : await findSound(deps, request.before, request.server.name);
  if (before?.kind === 'unusable') return { kind: 'failed', because: before.because, touched: false };

  const had = before === undefined ? new Set<string>() : new Set(await names(deps, before.manifest));
  const brought = (await names(deps, restored.manifest)).filter((name) => !had.has(name));
  if (brought.length > 0) {
    // What lies within a folder has the longer name.
    brought.sort((one, other) => other.length - one.length);
    const list = async function* () {
      for (const name of brought) yield Buffer.from(`${name}\0`);
    };
    const { server, become, timeoutMs } = request;
    const result = await deps.streams.upload(server, removeListedCommand({ become, timeoutMs }), list(), signal);
    if (result.exit.kind !== 'code' || result.exit.code !== 0)
      return notRemoved(lastLine(result.stderr) ?? sayExit(result.exit).en);
  }
  if (before === undefined) return { kind: 'done', manifest: restored.manifest, durationMs: 0 };
  return restoreBackup(deps, { ...request, backup: before.manifest.id }, signal);
}

/** Names in an archive, as they are below /, without the slash that ends a folder's. */
async function names(deps: RestoreDeps, manifest: BackupManifest): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { path } of listTar(decompressed(openArchive(deps, manifest), manifest.packing))) {
    found.push(path.replace(/\/+$/, ''));
  }
  return found.filter((name) => name !== '.' && name !== '');
}

function notRemoved(line: string): RestoreOutcome {
  const because: Localized = sameText(line);
  return { kind: 'failed', because, touched: true };
}

import type { BackupManifest, BackupStore } from './backup-store.js';
import { choosePrunable, type KeepPolicy, seriesOf } from './choose-prunable.js';
import type { ReadSecret } from './read-content.js';
import { verifyBackup } from './verify-backup.js';

export interface Pruned {
  readonly removed: readonly BackupManifest[];
  readonly kept: number;
  /** Found damaged while the newest sound one was looked for; they stay, for somebody to look at. */
  readonly damaged: readonly BackupManifest[];
}

/** What was begun so long ago and does not count yet is nobody's any more: no step is given that much time. */
const UNFINISHED_MS = 7 * 86_400_000;

/** Removes the backups that the policy does not keep, among those `which` picks. Doing it twice has the effect of once. */
export async function pruneStore(
  deps: { readonly store: BackupStore; readonly now: () => Date; readonly readSecret?: ReadSecret | undefined },
  policy: KeepPolicy,
  which: (backup: BackupManifest) => boolean,
): Promise<Pruned> {
  await deps.store.sweep(new Date(deps.now().getTime() - UNFINISHED_MS));
  const backups = (await deps.store.list()).filter(which);
  const removed: BackupManifest[] = [];
  const damaged: BackupManifest[] = [];
  for (const series of seriesOf(backups)) {
    const isSound = async ({ id }: BackupManifest) => (await verifyBackup(deps, id)).kind === 'sound';
    const choice = await choosePrunable(series, policy, { now: deps.now(), isSound });
    for (const backup of choice.prunable) {
      await deps.store.remove(backup.id);
      removed.push(backup);
    }
    damaged.push(...choice.damaged);
  }
  return { removed, kept: backups.length - removed.length, damaged };
}

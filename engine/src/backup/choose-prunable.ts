import type { BackupManifest } from './backup-store.js';

export interface KeepPolicy {
  /** The newest of each series that stay; at least 1. */
  readonly keep: number;
  /** Only what is older than so many milliseconds goes; undefined: whatever is beyond `keep`. */
  readonly olderThanMs: number | undefined;
}

/** A backup that was taken before a change stays so long, since somebody may roll that run back. */
const ROLLBACK_MS = 7 * 86_400_000;

/** What belongs together: backups of the same thing on one server, newest first. */
export interface Series {
  readonly subject: string;
  readonly backups: readonly BackupManifest[];
}

/** Backups by what they are of. `backups` newest first, as a store lists them. */
export function seriesOf(backups: readonly BackupManifest[]): readonly Series[] {
  const bySubject = new Map<string, BackupManifest[]>();
  for (const backup of backups) {
    const subject = subjectOf(backup);
    const series = bySubject.get(subject) ?? [];
    series.push(backup);
    bySubject.set(subject, series);
  }
  return [...bySubject].map(([subject, series]) => ({ subject, backups: series }));
}

export const subjectOf = ({ server, paths, exclude = [], database }: BackupManifest): string =>
  JSON.stringify([server, database?.name ?? null, database?.port ?? null, database?.socket ?? null, paths, exclude]);

/**
 * Which backups of a series may go: those beyond the newest `keep`, and old enough. The newest sound one never goes:
 * `isSound` reads a backup back, and is asked from the newest on until one is.
 */
export async function choosePrunable(
  series: Series,
  policy: KeepPolicy,
  at: { readonly now: Date; readonly isSound: (backup: BackupManifest) => Promise<boolean> },
): Promise<{ readonly prunable: readonly BackupManifest[]; readonly damaged: readonly BackupManifest[] }> {
  const now = at.now.getTime();
  const beyond = series.backups.slice(Math.max(1, policy.keep)).filter((backup) => {
    const age = now - Date.parse(backup.createdAt);
    const wanted = backup.origin.purpose === 'before-change' ? ROLLBACK_MS : 0;
    // An unreadable date is no reason to remove anything.
    return age >= Math.max(wanted, policy.olderThanMs ?? 0);
  });
  if (beyond.length === 0) return { prunable: [], damaged: [] };
  const damaged: BackupManifest[] = [];
  for (const backup of series.backups) {
    if (await at.isSound(backup)) {
      return { prunable: beyond.filter(({ id }) => id !== backup.id), damaged };
    }
    damaged.push(backup);
  }
  return { prunable: [], damaged };
}

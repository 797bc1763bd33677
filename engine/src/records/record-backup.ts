import type { BackupManifest } from '../backup/backup-store.js';
import type { Backups } from './backups.js';

/** Keeps each backup that counts with its run: what it is of, where it lies, and that it was read back. */
export function createBackupRecorder(backups: Pick<Backups, 'recordBackup' | 'markVerified'>) {
  return async (manifest: BackupManifest, where: string): Promise<void> => {
    const { id, server, paths, database, bytes, sha256, origin } = manifest;
    await backups.recordBackup({
      id,
      runId: String(origin.run ?? ''),
      stepId: String(origin.step ?? ''),
      server,
      paths: database === undefined ? paths : [`postgresql:${database.name}`],
      bytes,
      sha256,
      location: where,
    });
    await backups.markVerified({ id, sha256 });
  };
}

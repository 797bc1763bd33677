import { expect, it } from 'vitest';
import type { BackupManifest } from '../backup/backup-store.js';
import type { NewBackup } from './backups.js';
import { createBackupRecorder } from './record-backup.js';

const manifest: BackupManifest = {
  id: 'r-1.s1.web-01.1',
  server: 'web-01',
  paths: ['/etc'],
  content: 'content-0123456789abcdef',
  packing: 'tar',
  bytes: 5,
  sha256: 'a'.repeat(64),
  entries: 1,
  createdAt: '2026-11-21T06:00:00.000Z',
  origin: { run: 'r-1', step: 's1', attempt: 1 },
};

it.each<[string, Partial<BackupManifest>, readonly string[]]>([
  ['files by their paths', {}, ['/etc']],
  ['a database by its name', { paths: [], packing: 'postgres', database: { name: 'shop' } }, ['postgresql:shop']],
])('records %s with their run, and that they were read back', async (_case, more, paths) => {
  const rows: NewBackup[] = [];
  const verified: object[] = [];
  const record = createBackupRecorder({
    recordBackup: async (backup) => void rows.push(backup),
    markVerified: async (check) => verified.push(check) > 0,
  });
  await record({ ...manifest, ...more }, 'folder /backups');
  expect(rows).toMatchObject([{ id: manifest.id, runId: 'r-1', stepId: 's1', paths, location: 'folder /backups' }]);
  expect(verified).toEqual([{ id: manifest.id, sha256: manifest.sha256 }]);
});

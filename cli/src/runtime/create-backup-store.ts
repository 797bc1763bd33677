import { join } from 'node:path';
import { BackupTrouble } from '@chatops-commander/engine/backup/backup-trouble';
import type { BackupStore } from '@chatops-commander/engine/backup/backup-store';
import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
import { type ReadSecret, readBackupSecret } from '@chatops-commander/engine/backup/read-content';
import type { S3Credentials } from '@chatops-commander/engine/backup/s3/s3-client';
import { createS3Store } from '@chatops-commander/engine/backup/s3/s3-store';
import type { Settings } from '../settings/read-settings.js';

/** The secret of a bucket has another form. */
export class InvalidS3Key extends BackupTrouble {
  constructor(readonly reference: string) {
    super({
      en: `${reference} is not the key of a bucket: it is one line, ACCESS_KEY_ID:SECRET_ACCESS_KEY, and :SESSION_TOKEN after it where there is one.`,
      fr: `${reference} n'est pas la clé d'un bucket : c'est une ligne, ACCESS_KEY_ID:SECRET_ACCESS_KEY, suivie de :SESSION_TOKEN s'il y en a un.`,
    });
    this.name = 'InvalidS3Key';
  }
}

/** Where the settings say that backups lie. */
export function createBackupStore(
  settings: Pick<Settings, 'backups' | 'dataDir'>,
  readSecret: ReadSecret,
): BackupStore {
  const { backups, dataDir } = settings;
  if (backups === undefined) return createFolderStore(join(dataDir, 'backups'));
  return createS3Store(backups.place, () => readS3Key(backups.key, readSecret));
}

/** Throws InvalidS3Key and BackupSecretUnreadable. */
export async function readS3Key(reference: string, readSecret: ReadSecret): Promise<S3Credentials> {
  const text = (await readBackupSecret(reference, readSecret)).toString('utf8').trim();
  const [, accessKeyId, secretAccessKey, sessionToken] = /^([^:\s]+):([^:\s]+)(?::([^:\s]+))?$/.exec(text) ?? [];
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new InvalidS3Key(reference);
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

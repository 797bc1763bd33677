import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sayBytes } from '@chatops-commander/engine/actions/say-figures';
import {
  BackupSecretUnreadable,
  StoreUnwritable,
  StoreWithoutLinks,
} from '@chatops-commander/engine/backup/backup-trouble';
import type { BackupStore } from '@chatops-commander/engine/backup/backup-store';
import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
import { backupKey, type ReadSecret } from '@chatops-commander/engine/backup/read-content';
import { S3Unreachable } from '@chatops-commander/engine/backup/s3/s3-client';
import { tryS3Place } from '@chatops-commander/engine/backup/s3/try-s3-place';
import type { Policy } from '@chatops-commander/schemas';
import { readS3Key } from '../runtime/create-backup-store.js';
import type { BucketSettings } from '../settings/read-backup-settings.js';
import type { Settings } from '../settings/read-settings.js';
import type { Finding } from './check-parts.js';

const what = 'backups';

/** Whether backups can be stored, read and removed where the settings say, tried with a scrap of our own. */
export async function checkBackups(
  settings: Pick<Settings, 'backups' | 'dataDir'>,
  readSecret: ReadSecret,
): Promise<Finding> {
  return settings.backups === undefined
    ? await checkFolder(join(settings.dataDir, 'backups'))
    : await checkBucket(settings.backups, readSecret);
}

/** Whether the key that a policy has backups encrypted with can be read here: without it no backup is taken. */
export async function checkBackupKey({ backups }: Policy, readSecret: ReadSecret): Promise<readonly Finding[]> {
  if (backups === undefined) return [];
  const says = `the policy has them encrypted with ${backups.encrypt}`;
  try {
    await backupKey(backups.encrypt, readSecret);
    return [{ ok: true, what, says }];
  } catch (error) {
    const because = explain(error);
    return [
      {
        ok: false,
        what,
        says: `${says}, which cannot be used: ${because}`,
        fix: `put the key into ${backups.encrypt}; a lost one cannot be replaced for backups that are there`,
      },
    ];
  }
}

/** Stores a scrap as a backup is stored, and removes it. */
export async function checkFolder(
  folder: string,
  store: Pick<BackupStore, 'put' | 'remove'> = createFolderStore(folder),
): Promise<Finding> {
  const id = `doctor-${randomBytes(8).toString('hex')}`;
  try {
    try {
      await store.put(id, scrap());
    } finally {
      await store.remove(id);
    }
    const { bavail, bsize } = await statfs(folder);
    return { ok: true, what, says: `folder ${folder}, ${sayBytes(bavail * bsize).en} free` };
  } catch (error) {
    if (error instanceof StoreWithoutLinks) {
      return {
        ok: false,
        what,
        says: `folder ${folder} is on a file system without hard links (${error.code}), which backups need`,
        fix: 'set CHATOPS_DATA_DIR to one that has them, such as ext4, XFS or NFS, or CHATOPS_BACKUPS to a bucket',
      };
    }
    return {
      ok: false,
      what,
      says: `folder ${folder} cannot be written to (${explain(error)})`,
      fix: 'check CHATOPS_DATA_DIR, and who owns it',
    };
  }
}

async function* scrap(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('chatops doctor');
}

async function checkBucket({ place, key }: BucketSettings, readSecret: ReadSecret): Promise<Finding> {
  const where = `s3://${place.bucket}/${place.prefix} at ${place.endpoint}`;
  try {
    const tried = await tryS3Place(place, () => readS3Key(key, readSecret));
    switch (tried.kind) {
      case 'works':
        return { ok: true, what, says: `${where}: stores, refuses to overwrite, reads, lists and removes` };
      case 'overwrites':
        return {
          ok: false,
          what,
          says: `${where} overwrites an object although it was told not to (If-None-Match)`,
          fix: 'use a store or a version of it that heeds conditional writes; two workers could lose a backup here',
        };
      default:
        return tried satisfies never;
    }
  } catch (error) {
    const fix =
      error instanceof S3Unreachable
        ? 'check CHATOPS_S3_ENDPOINT, and that it can be reached from here'
        : `check CHATOPS_BACKUPS, CHATOPS_S3_REGION, CHATOPS_S3_PATH_STYLE and ${key}, and what its owner may do in the bucket`;
    return { ok: false, what, says: explain(error), fix };
  }
}

/** Whoever runs doctor is to see the worker's own folders, too. */
function explain(error: unknown): string {
  const hides = error instanceof BackupSecretUnreadable || error instanceof StoreUnwritable;
  if (hides && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}

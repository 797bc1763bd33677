import { randomBytes } from 'node:crypto';
import { BackupExists, type BackupManifest, BackupMissing, type BackupStore, checkBackupId } from '../backup-store.js';
import { parseManifest } from '../parse-manifest.js';
import { createS3Client, type S3Client, type S3Credentials, type S3Place } from './s3-client.js';
import { createS3Objects } from './s3-objects.js';
import { createTurns } from './turns.js';
import { uploadParts } from './upload-parts.js';

const MANIFEST = 'manifest.json';
/** Of 16 MiB each, over all backups that a worker takes. */
const PARTS_AT_ONCE = 4;
const MANIFESTS_AT_ONCE = 8;

export interface S3StorePlace extends S3Place {
  /** What every key begins with: empty, or ended by a slash. */
  readonly prefix: string;
}

/**
 * Backups in a bucket, under PREFIX/ID/: contents of a name of their own and the manifest that makes one of them count.
 * Everything is put on the condition that nothing is there, so that no two workers overwrite each other's. Throws
 * S3Failed and S3Unreachable.
 */
export function createS3Store(place: S3StorePlace, credentials: () => Promise<S3Credentials>): BackupStore {
  return createS3StoreOf(createS3Client(place, credentials), place.prefix);
}

export function createS3StoreOf(client: S3Client, prefix: string): BackupStore {
  const objects = createS3Objects(client);
  const turns = createTurns(PARTS_AT_ONCE);
  const { endpoint, bucket } = client.place;
  const where = `s3://${bucket}/${prefix} at ${new URL(endpoint).host}`;
  const folderOf = (id: string): string => {
    checkBackupId(id);
    return `${prefix}${id}/`;
  };

  const manifest = async (id: string): Promise<BackupManifest | undefined> => {
    const text = await objects.read(`${folderOf(id)}${MANIFEST}`);
    return text === undefined ? undefined : parseManifest(text, id);
  };

  /** Contents and uploads below a prefix that no manifest names. */
  async function removeUnfinished(below: string, isOver: (key: string, at: number) => boolean): Promise<number> {
    let removed = 0;
    for await (const { key, at, uploadId } of objects.listUploads(below)) {
      if (!isOver(key, at)) continue;
      await objects.abortUpload(key, uploadId);
      removed += 1;
    }
    for await (const { key, at } of objects.list(below)) {
      if (key.endsWith(`/${MANIFEST}`) || !isOver(key, at)) continue;
      await objects.remove(key);
      removed += 1;
    }
    return removed;
  }

  return {
    where,
    async put(id, content) {
      const name = `content-${randomBytes(8).toString('hex')}`;
      const stored = await uploadParts({ client, objects, turns }, `${folderOf(id)}${name}`, content);
      return { content: name, ...stored };
    },
    async record(entry) {
      const folder = folderOf(entry.id);
      const text = `${JSON.stringify(entry)}\n`;
      const put = await objects.putIfAbsent(`${folder}${MANIFEST}`, Buffer.from(text));
      // A request that was sent again finds its own.
      if (put === 'there-already' && (await objects.read(`${folder}${MANIFEST}`)) !== text) {
        throw new BackupExists(entry.id, where);
      }
      // What tries before this one left; they could not be recorded any more.
      await removeUnfinished(folder, (key) => key !== `${folder}${entry.content}`);
    },
    discard: ({ id, content }) => objects.remove(`${folderOf(id)}${content}`),
    manifest,
    async *open({ id, content }) {
      const chunks = await objects.open(`${folderOf(id)}${content}`);
      if (chunks === undefined) throw new BackupMissing(id, where);
      yield* chunks;
    },
    async list() {
      const ids: string[] = [];
      for await (const { key } of objects.list(prefix)) {
        const [id, name] = key.slice(prefix.length).split('/');
        if (id !== undefined && name === MANIFEST) ids.push(id);
      }
      const found: BackupManifest[] = [];
      for (let at = 0; at < ids.length; at += MANIFESTS_AT_ONCE) {
        const some = await Promise.all(ids.slice(at, at + MANIFESTS_AT_ONCE).map(manifest));
        found.push(...some.filter((entry) => entry !== undefined));
      }
      return found.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
    },
    async remove(id) {
      const folder = folderOf(id);
      // The manifest goes first: a backup half removed must not count as whole.
      await objects.remove(`${folder}${MANIFEST}`);
      await removeUnfinished(folder, () => true);
    },
    async sweep(before) {
      const counted = new Set((await this.list()).map(({ id, content }) => `${folderOf(id)}${content}`));
      return await removeUnfinished(prefix, (key, at) => !counted.has(key) && at < before.getTime());
    },
  };
}

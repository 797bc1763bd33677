import { randomBytes } from 'node:crypto';
import { createS3Client, type S3Credentials } from './s3-client.js';
import { createS3Objects } from './s3-objects.js';
import type { S3StorePlace } from './s3-store.js';

export type S3Trial =
  | { readonly kind: 'works' }
  /** It does not heed conditions, so that two workers could overwrite each other's backups. */
  | { readonly kind: 'overwrites' };

/**
 * Does once, with an object of its own, all that backups need: put, refuse to overwrite, read, list, remove. Throws
 * S3Failed and S3Unreachable.
 */
export async function tryS3Place(place: S3StorePlace, credentials: () => Promise<S3Credentials>): Promise<S3Trial> {
  const objects = createS3Objects(createS3Client(place, credentials));
  const key = `${place.prefix}.doctor-${randomBytes(8).toString('hex')}`;
  await objects.putIfAbsent(key, Buffer.from('chatops doctor'));
  try {
    const again = await objects.putIfAbsent(key, Buffer.from('chatops doctor, again'));
    if (again === 'stored') return { kind: 'overwrites' };
    await objects.read(key);
    await objects.list(key).next();
    await objects.listUploads(key).next();
  } finally {
    await objects.remove(key);
  }
  return { kind: 'works' };
}

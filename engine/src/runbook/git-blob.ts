import { createHash } from 'node:crypto';

/** The id under which git stores these bytes (a string counts as UTF-8): sha1 over `blob LENGTH NUL bytes`. */
export function gitBlobId(bytes: Uint8Array | string): string {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}

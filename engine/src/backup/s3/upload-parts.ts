import { createHash } from 'node:crypto';
import { BackupTrouble } from '../backup-trouble.js';
import { escapeXml, textOf } from './read-xml.js';
import { refusalOf, type S3Client, S3Failed, type S3Request } from './s3-client.js';
import type { S3Objects } from './s3-objects.js';
import type { Turns } from './turns.js';

/** All of one size, as Cloudflare's S3 wants it. */
const PART_BYTES = 16 * 1024 * 1024;
/** What S3 takes of one object. */
const MOST_PARTS = 10_000;

/** More was sent than an upload can hold. */
export class BackupTooLarge extends BackupTrouble {
  constructor() {
    const most = Math.floor((MOST_PARTS * PART_BYTES) / 2 ** 30);
    super({
      en: `More than ${most} GiB were sent, which is the most that one backup in S3 can hold. Back up less in one step.`,
      fr: `Plus de ${most} Gio ont été envoyés, le maximum d'une sauvegarde dans S3. Sauvegardez moins en une étape.`,
    });
    this.name = 'BackupTooLarge';
  }
}

export interface UploadDeps {
  readonly client: S3Client;
  readonly objects: S3Objects;
  /** Parts that are sent at a time, of all uploads together. */
  readonly turns: Turns;
}

/**
 * Uploads a stream under a key of its own, part by part while it comes: nothing touches a disk, and an upload keeps no
 * more than a part in memory while it waits. Every part is hashed into its request's signature. A stream that breaks
 * leaves nothing: the upload is aborted. Throws what the stream and the client throw, and BackupTooLarge.
 */
export async function uploadParts(
  deps: UploadDeps,
  key: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const { client, objects } = deps;
  const hash = createHash('sha256');
  let bytes = 0;
  let parts = 0;
  let gathered: Uint8Array[] = [];
  let length = 0;
  const upload = createUpload(deps, key);
  const flush = async (): Promise<void> => {
    if (parts === MOST_PARTS) throw new BackupTooLarge();
    parts += 1;
    const part = gathered;
    gathered = [];
    length = 0;
    await upload.send(parts, part);
  };
  try {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      let rest = chunk;
      while (length + rest.length > PART_BYTES) {
        gathered.push(rest.subarray(0, PART_BYTES - length));
        rest = rest.subarray(PART_BYTES - length);
        await flush();
      }
      gathered.push(rest);
      length += rest.length;
    }
    if (parts === 0) await objects.putIfAbsent(key, Buffer.concat(gathered));
    else {
      await flush();
      await upload.complete();
    }
  } catch (error) {
    await upload.abort();
    throw error;
  }
  // The answer to a request that was sent again does not tell whose object it found.
  const stored = await objects.sizeOf(key);
  if (stored !== bytes) {
    const said = `${stored ?? 'no'} bytes are there, ${bytes} were sent`;
    throw new S3Failed({ method: 'HEAD', key }, 200, 'WrongSize', said, client.place.bucket);
  }
  return { sha256: hash.digest('hex'), bytes };
}

function createUpload({ client, turns }: UploadDeps, key: string) {
  let uploadId: string | undefined;
  const etags: string[] = [];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];

  async function begin(): Promise<string> {
    const request = { method: 'POST', key, query: { uploads: '' } } as const;
    const text = await (await client.send(request)).text();
    const given = textOf(text, 'UploadId');
    if (given === undefined) throw refusalOf(request, 200, text, client.place.bucket);
    return given;
  }

  async function sendPart(number: number, id: string, body: Buffer<ArrayBuffer>): Promise<void> {
    try {
      const query = { partNumber: String(number), uploadId: id };
      const { headers } = await client.send({ method: 'PUT', key, query, body });
      etags[number - 1] = headers.get('etag') ?? '';
    } catch (error) {
      failures.push(error);
    }
  }

  return {
    /** Resolves as soon as the part is under way. */
    async send(number: number, chunks: readonly Uint8Array[]): Promise<void> {
      const give = await turns.take();
      try {
        if (failures.length > 0) throw failures[0];
        uploadId ??= await begin();
      } catch (error) {
        give();
        throw error;
      }
      const sending = sendPart(number, uploadId, Buffer.concat(chunks)).finally(() => {
        running.delete(sending);
        give();
      });
      running.add(sending);
    },
    async complete(): Promise<void> {
      await Promise.all(running);
      if (failures.length > 0 || uploadId === undefined) throw failures[0];
      const parts = etags.map(
        (etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
      );
      const request: S3Request = {
        method: 'POST',
        key,
        query: { uploadId },
        headers: { 'if-none-match': '*' },
        body: Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`),
        // Sent again after its answer was lost, it finds its own work; the caller looks at what is there.
        expected: [404, 412],
      };
      const response = await client.send(request);
      const text = await response.text();
      if (response.ok && text.includes('<Error>')) throw refusalOf(request, 200, text, client.place.bucket);
    },
    /** What broke the upload is what the caller is to hear of; a sweep finds what cannot be aborted. */
    async abort(): Promise<void> {
      await Promise.all(running);
      if (uploadId === undefined) return;
      await client.send({ method: 'DELETE', key, query: { uploadId }, expected: [404] }).catch(() => undefined);
    },
  };
}

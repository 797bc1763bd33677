import { partsOf, textOf } from './read-xml.js';
import { isNetworkError, refusal, type S3Client, S3Failed, S3Unreachable } from './s3-client.js';

/** An object, or an upload in parts that nobody completed. */
export interface Listed {
  readonly key: string;
  /** Milliseconds since 1970 when it was stored or begun. */
  readonly at: number;
  /** Of an upload only. */
  readonly uploadId?: string;
}

/** What a put came to: nothing that is there is ever replaced. */
export type Put = 'stored' | 'there-already';

/** Operations on single objects. All of them throw what the client's `send` does. */
export function createS3Objects(client: S3Client) {
  /** Every page of a listing, by what the page before names as the next one. */
  async function* pages(query: Readonly<Record<string, string>>, next: (xml: string) => Record<string, string>) {
    for (let more: Record<string, string> = {}; ; ) {
      const response = await client.send({
        method: 'GET',
        key: '',
        query: { ...query, ...more, 'encoding-type': 'url' },
      });
      const xml = await response.text();
      yield xml;
      if (textOf(xml, 'IsTruncated') !== 'true') return;
      more = next(xml);
    }
  }

  /** Throws S3Failed where it is not the object that is missing, but the bucket, or who asks. */
  async function isMissing(response: Response, key: string): Promise<boolean> {
    if (response.status !== 404) return false;
    const failed = await refusal({ method: 'GET', key }, response, client.place.bucket);
    if (failed.code === 'NoSuchKey') return true;
    throw failed;
  }

  return {
    /** Stores a small object, unless there is one of that key. */
    async putIfAbsent(key: string, body: Buffer<ArrayBuffer>): Promise<Put> {
      const headers = { 'if-none-match': '*' };
      const { status } = await client.send({ method: 'PUT', key, body, headers, expected: [412] });
      return status === 412 ? 'there-already' : 'stored';
    },
    /** Undefined when there is none. */
    async read(key: string): Promise<string | undefined> {
      const response = await client.send({ method: 'GET', key, expected: [404] });
      return (await isMissing(response, key)) ? undefined : await response.text();
    },
    /** Bytes; undefined when there is none. */
    async sizeOf(key: string): Promise<number | undefined> {
      const { status, headers } = await client.send({ method: 'HEAD', key, expected: [404] });
      return status === 404 ? undefined : Number(headers.get('content-length'));
    },
    /**
     * An object's bytes; undefined at once when there is none. A connection that breaks is taken up where it broke, of
     * the very same object.
     */
    async open(key: string): Promise<AsyncGenerator<Buffer> | undefined> {
      const first = await client.send({ method: 'GET', key, expected: [404] });
      return (await isMissing(first, key)) ? undefined : resumed(client, key, first);
    },
    /** Harmless when there is none. */
    async remove(key: string): Promise<void> {
      await client.send({ method: 'DELETE', key, expected: [404] });
    },
    async *list(prefix: string): AsyncGenerator<Listed> {
      const next = (xml: string) => ({ 'continuation-token': textOf(xml, 'NextContinuationToken') ?? '' });
      for await (const xml of pages({ 'list-type': '2', prefix }, next)) {
        for (const part of partsOf(xml, 'Contents')) yield listed(part, 'LastModified');
      }
    },
    async *listUploads(prefix: string): AsyncGenerator<Listed & { readonly uploadId: string }> {
      const next = (xml: string) => ({
        'key-marker': decodeURIComponent(textOf(xml, 'NextKeyMarker') ?? ''),
        'upload-id-marker': textOf(xml, 'NextUploadIdMarker') ?? '',
      });
      for await (const xml of pages({ uploads: '', prefix }, next)) {
        for (const part of partsOf(xml, 'Upload')) {
          yield { ...listed(part, 'Initiated'), uploadId: textOf(part, 'UploadId') ?? '' };
        }
      }
    },
    async abortUpload(key: string, uploadId: string): Promise<void> {
      await client.send({ method: 'DELETE', key, query: { uploadId }, expected: [404] });
    },
  };
}
export type S3Objects = ReturnType<typeof createS3Objects>;

const listed = (part: string, at: string): Listed => ({
  key: decodeURIComponent((textOf(part, 'Key') ?? '').replaceAll('+', ' ')),
  at: Date.parse(textOf(part, at) ?? ''),
});

/** So many broken connections in a row, without a byte between them. */
const BREAKS = 5;

async function* resumed(client: S3Client, key: string, first: Response): AsyncGenerator<Buffer> {
  const size = Number(first.headers.get('content-length'));
  const etag = first.headers.get('etag') ?? '';
  let offset = 0;
  let breaks = 0;
  for (let response = first; ; ) {
    try {
      for await (const chunk of chunksOf(response)) {
        offset += chunk.length;
        breaks = 0;
        yield chunk;
      }
      if (offset >= size) return;
      throw new TypeError(`it ended after ${offset} of ${size} bytes`);
    } catch (error) {
      if (!isNetworkError(error)) throw error;
      breaks += 1;
      if (breaks === BREAKS) throw new S3Unreachable(client.place.endpoint, { cause: error });
    }
    const headers = { range: `bytes=${offset}-`, 'if-match': etag };
    response = await client.send({ method: 'GET', key, headers });
    if (response.status !== 206) {
      throw new S3Failed(
        { method: 'GET', key },
        response.status,
        'NoRange',
        'the rest of it was asked for, and all of it came',
        client.place.bucket,
      );
    }
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Buffer> {
  if (response.body === null) return;
  for await (const chunk of response.body) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

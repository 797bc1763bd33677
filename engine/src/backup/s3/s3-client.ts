import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { BackupTrouble } from '../backup-trouble.js';
import { textOf } from './read-xml.js';

/** Where a bucket is, on Amazon S3 or whatever speaks its protocol. */
export interface S3Place {
  /** Root of the service, without the bucket: https://s3.eu-west-3.amazonaws.com. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** The bucket is the first part of the path; else it is the first part of the host's name. */
  readonly pathStyle: boolean;
}
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}
export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer<ArrayBuffer>;
  /** Status codes that are an answer, and not a failure; besides 200–299. */
  readonly expected?: readonly number[];
}
export interface S3Client {
  readonly place: S3Place;
  /**
   * Sends a signed request, again where that may help. The body of what was sent is hashed into the signature, so that
   * the store refuses what changed on the way. Throws S3Failed, S3Unreachable.
   */
  send(request: S3Request): Promise<Response>;
}

/** The store answered, with a no. `code` is its own name for why, as in AccessDenied. */
export class S3Failed extends BackupTrouble {
  constructor(
    readonly request: Pick<S3Request, 'method' | 'key'>,
    readonly status: number,
    readonly code: string,
    said: string,
    readonly bucket: string,
  ) {
    const what = `${request.method} ${bucket}/${request.key}: ${code} (${status})${said === '' ? '' : `, ${said}`}`;
    super({
      en: `The backup store refused ${what}. Run \`chatops doctor\` where the worker runs.`,
      fr: `Le dépôt de sauvegardes a refusé ${what}. Lancez \`chatops doctor\` là où tourne le worker.`,
    });
    this.name = 'S3Failed';
  }
}

/** No answer came, also after trying again. */
export class S3Unreachable extends BackupTrouble {
  constructor(
    readonly endpoint: string,
    options: ErrorOptions,
  ) {
    const why = options.cause instanceof Error ? ` (${reason(options.cause)})` : '';
    super(
      {
        en: `The backup store at ${endpoint} does not answer${why}. Check CHATOPS_S3_ENDPOINT and the network of the worker.`,
        fr: `Le dépôt de sauvegardes ${endpoint} ne répond pas${why}. Vérifiez CHATOPS_S3_ENDPOINT et le réseau du worker.`,
      },
      options,
    );
    this.name = 'S3Unreachable';
  }
}

const TRIES = 5;
/** A part of 16 MiB over a line of 250 kbit/s. */
const REQUEST_MS = 600_000;
const AGAIN = new Set(['InternalError', 'SlowDown', 'ServiceUnavailable', 'RequestTimeout', 'OperationAborted']);

/** Signs and sends. `credentials` is asked at each request, so that a renewed secret is used at once. */
export function createS3Client(
  place: S3Place,
  credentials: () => Promise<S3Credentials>,
  wait: (ms: number) => Promise<unknown> = pause,
): S3Client {
  async function once(request: S3Request): Promise<Response> {
    const body = request.body ?? '';
    const signer = new AwsV4Signer({
      method: request.method,
      url: urlOf(place, request),
      headers: { ...request.headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      service: 's3',
      region: place.region,
      ...(await credentials()),
    });
    const { url, headers } = await signer.sign();
    const sent = request.body === undefined ? {} : { body: request.body };
    // A download takes as long as it takes; undici ends one on which nothing comes for five minutes.
    const bounded = request.method === 'GET' ? {} : { signal: AbortSignal.timeout(REQUEST_MS) };
    return await fetch(url, { method: request.method, headers, redirect: 'manual', ...sent, ...bounded });
  }

  return {
    place,
    async send(request) {
      for (let tried = 1; ; tried += 1) {
        let failed: S3Failed | S3Unreachable;
        try {
          const response = await once(request);
          if (response.ok || request.expected?.includes(response.status)) return response;
          failed = await refusal(request, response, place.bucket);
          if (response.status < 500 && response.status !== 429 && !AGAIN.has(failed.code)) throw failed;
        } catch (error) {
          if (!isNetworkError(error)) throw error;
          failed = new S3Unreachable(place.endpoint, { cause: error });
        }
        if (tried === TRIES) throw failed;
        await wait(200 * 2 ** tried * (0.5 + Math.random() / 2));
      }
    },
  };
}

/** fetch rejects with a TypeError when the connection fails, and with a TimeoutError when ours ran out. */
export const isNetworkError = (error: unknown): error is Error =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

function urlOf({ endpoint, bucket, pathStyle }: S3Place, { key, query }: S3Request): string {
  const url = new URL(endpoint);
  const root = url.pathname.replace(/\/$/, '');
  url.pathname = pathStyle ? `${root}/${bucket}/${key}` : `${root}/${key}`;
  if (!pathStyle) url.host = `${bucket}.${url.host}`;
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return url.href;
}

/** Also for a 200 that carries an error, which CompleteMultipartUpload may be. */
export async function refusal(request: S3Request, response: Response, bucket: string): Promise<S3Failed> {
  const text = await response.text();
  return refusalOf(request, response.status, text, bucket);
}
export function refusalOf(request: S3Request, status: number, text: string, bucket: string): S3Failed {
  const code = textOf(text, 'Code') ?? (status === 404 ? 'NotFound' : `status ${status}`);
  return new S3Failed(request, status, code, (textOf(text, 'Message') ?? '').slice(0, 300), bucket);
}

/** The reason lies below "fetch failed". */
const reason = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message);

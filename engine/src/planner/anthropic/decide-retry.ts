import { APIConnectionError, APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import type { AwayReason } from './model-away.js';

export type RetryDecision =
  | { readonly kind: 'wait'; readonly milliseconds: number; readonly reason: AwayReason }
  | { readonly kind: 'give-up'; readonly reason: AwayReason }
  /** The server does not take our schema: the words of the prompt have to do. */
  | { readonly kind: 'without-schema' };

export const mostAttempts = 4;
const firstBackoffMs = 500;
const longestBackoffMs = 8_000;

/**
 * What a failed attempt leads to. Overload, rate limits and broken connections are tried again, after what the server
 * asks for in retry-after(-ms) where it does; a wait that ends after the deadline is none.
 *
 * @param attempt from 1.
 * @param left milliseconds until the deadline.
 */
export function decideRetry(error: unknown, attempt: number, left: number, now: number): RetryDecision {
  const kind = kindOf(error);
  if (kind.kind !== 'again') return kind;
  if (attempt >= mostAttempts) return { kind: 'give-up', reason: kind.reason };
  const asked = error instanceof APIError ? retryAfter(error.headers, now) : undefined;
  const milliseconds = asked ?? Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt - 1));
  return milliseconds >= left
    ? { kind: 'give-up', reason: kind.reason }
    : { kind: 'wait', milliseconds, reason: kind.reason };
}

/** The stream ended before the message did. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';

  constructor(options?: ErrorOptions) {
    super('the answer broke off before its end; asking again', options);
  }
}

function kindOf(error: unknown): RetryDecision | { readonly kind: 'again'; readonly reason: AwayReason } {
  if (error instanceof BrokenOff) return { kind: 'again', reason: 'broken-off' };
  if (error instanceof APIUserAbortError) return { kind: 'give-up', reason: 'slow' };
  if (error instanceof APIConnectionError) return { kind: 'again', reason: 'unreachable' };
  if (!(error instanceof APIError)) return { kind: 'again', reason: 'broken-off' };
  const { status, type } = error;
  if (status === 401 || status === 403) return { kind: 'give-up', reason: 'key-refused' };
  if (status === 429 || type === 'rate_limit_error') return { kind: 'again', reason: 'rate-limited' };
  if (status === 408 || status === 409) return { kind: 'again', reason: 'overloaded' };
  // an error within a stream has no status of its own
  if (status === undefined || status >= 500) return { kind: 'again', reason: 'overloaded' };
  if (status === 400 && /output_config|output_format|schema|grammar|structured/i.test(error.message))
    return { kind: 'without-schema' };
  return { kind: 'give-up', reason: 'request-refused' };
}

/** Milliseconds that the server asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110). */
function retryAfter(headers: Headers | undefined, now: number): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const text = headers?.get('retry-after') ?? undefined;
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

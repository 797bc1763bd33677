import { describe, expect, it } from 'vitest';
import { rateLimitWaitMs } from './rate-limit.js';

const now = Date.parse('2026-01-01T00:00:00Z');
const refusal = (status: number, headers: Record<string, string> = {}, message = 'refused') =>
  Object.assign(new Error(message), { status, response: { headers } });

describe('rateLimitWaitMs', () => {
  it.each([
    ['a Retry-After in seconds', refusal(429, { 'retry-after': '7' }), 7_000],
    [
      'a used-up quota waits for its reset',
      refusal(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1_000 + 30) }),
      31_000,
    ],
    ['a secondary limit that names no time', refusal(403, {}, 'You have exceeded a secondary rate limit.'), 60_000],
    ['no permission is no rate limit', refusal(403, { 'x-ratelimit-remaining': '4999' }), undefined],
    ['not found', refusal(404, { 'retry-after': '7' }), undefined],
    ['a lost connection', new Error('socket hang up'), undefined],
  ])('%s', (_name, error, expected) => {
    expect(rateLimitWaitMs(error, now)).toBe(expected);
  });
});

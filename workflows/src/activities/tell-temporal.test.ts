import { expect, test } from 'vitest';
import { AppNotInstalled } from '../github/app-not-installed.js';
import { WritesSpent } from '../github/writes-spent.js';
import { asFailure } from './tell-temporal.js';

const limited = Object.assign(new Error('slow down'), { status: 429, response: { headers: { 'retry-after': '90' } } });

test.each([
  ['the app is gone', new AppNotInstalled('acme/ops'), { nonRetryable: true, type: 'AppNotInstalled' }],
  ['too much was written', new WritesSpent('/x', 40_000), { nonRetryable: false, nextRetryDelay: 40_000 }],
  ['a rate limit', limited, { nonRetryable: false, nextRetryDelay: 90_000 }],
])('%s', (_case, error, failure) => {
  expect(asFailure(error, 0)).toMatchObject(failure);
});
test('any other error is left as it is', () => {
  expect(asFailure(new Error('fetch failed'), 0)).toBeUndefined();
});

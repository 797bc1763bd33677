import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandDigest, jobName, jobPath } from './job-path.js';
import { command } from './jobs.fixture.js';

test('names are one harmless path component each, and read back', () => {
  const part = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => Buffer.byteLength(text) <= 60);
  fc.assert(
    fc.property(part, part, part, fc.integer({ min: 1, max: 99 }), (run, step, server, attempt) => {
      const path = jobPath({ run, step, server, attempt });
      for (const text of [path.run, path.server]) expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(path.job).toMatch(/^[A-Za-z0-9_-]+\.\d+$/);
      expect(jobName(server, path.run, path.job)).toEqual({ run, step, server, attempt });
    }),
  );
});
test('a dot-dot goes nowhere', () =>
  expect(jobPath({ run: '../..', step: '.', server: '/', attempt: 1 }).run).toBe('_2e_2e_2f_2e_2e'));
test('no name is refused', () =>
  expect(() => jobPath({ run: '', step: 'a', server: 'b', attempt: 1 })).toThrow(RangeError));

const base = command(['/bin/echo', 'a']);
test.each([
  ['the arguments', command(['/bin/echo', 'b'])],
  ['where one argument ends', command(['/bin/echo a'])],
  ['who runs it', { ...base, become: 'root' as const }],
  ['its input', { ...base, stdin: Buffer.from('x') }],
])('%s makes another command', (_name, other) => expect(commandDigest(other)).not.toBe(commandDigest(base)));
test('its time limit does not', () => expect(commandDigest({ ...base, timeoutMs: 1 })).toBe(commandDigest(base)));

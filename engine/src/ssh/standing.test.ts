import { expect, test } from 'vitest';
import { parseStanding, UnexpectedAnswer } from './standing.js';

const boot = 'b00t';
test.each([
  ['starting', { kind: 'starting' }],
  [
    'output 0 - 10.00 10.25 b00t',
    { kind: 'done', exit: { kind: 'code', code: 0 }, durationMs: 250, bootId: boot, withOutput: true },
  ],
  [
    'done 3 - 10.00 10.00 b00t',
    { kind: 'done', exit: { kind: 'code', code: 3 }, durationMs: 0, bootId: boot, withOutput: false },
  ],
  [
    'done 143 - 1.00 2.00 b00t',
    { kind: 'done', exit: { kind: 'signal', signal: 'SIGTERM' }, durationMs: 1000, bootId: boot, withOutput: false },
  ],
  [
    'done 143 t 1.00 2.00 b00t',
    { kind: 'done', exit: { kind: 'timeout' }, durationMs: 1000, bootId: boot, withOutput: false },
  ],
  [
    'done 0 c 1.00 2.00 b00t',
    { kind: 'done', exit: { kind: 'cancelled' }, durationMs: 1000, bootId: boot, withOutput: false },
  ],
  [
    'done 255 - 1.00 2.00 b00t',
    { kind: 'done', exit: { kind: 'code', code: 255 }, durationMs: 1000, bootId: boot, withOutput: false },
  ],
  ['busy run-2 77', { kind: 'busy', run: 'run-2', pid: 77 }],
  ['failed cannot write /x y', { kind: 'failed', reason: 'cannot write /x y' }],
  ['conflict abc', { kind: 'conflict', digest: 'abc' }],
])('%s', (text, standing) => expect(parseStanding(text)).toEqual(standing));

test.each(['', 'surprise', 'done', 'done x - 1 2 b', 'output 0 - 1.0'])('"%s" is no answer', (text) => {
  expect(() => parseStanding(text)).toThrow(UnexpectedAnswer);
});

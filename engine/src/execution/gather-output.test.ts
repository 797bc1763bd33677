import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gatherOutput } from './gather-output.js';
import type { OutputChunk } from './output-sink.js';

const key = { runId: 'r', stepId: 's', server: 'web-01', attempt: 1 };
const piece = 512 * 1024;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that ends each write when it is told to. */
function stage() {
  const written: OutputChunk[] = [];
  const ends: { resolve(): void; reject(error: Error): void }[] = [];
  const broken: unknown[] = [];
  const gathered = gatherOutput(
    {
      append(chunk) {
        written.push(chunk);
        return new Promise((resolve, reject) => ends.push({ resolve, reject }));
      },
    },
    key,
    (error) => broken.push(error),
  );
  return { written, ends, gathered, broken };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

it('stores small pieces of both streams together, in order, when the output ends', async () => {
  const { written, ends, gathered } = stage();
  await gathered.add('stdout', 10, Buffer.from('ab'));
  await gathered.add('stderr', 0, Buffer.from('x'));
  await gathered.add('stdout', 12, Buffer.from('cd'));
  const ended = gathered.end();
  await settle();
  ends[0]?.resolve();
  await settle();
  ends[1]?.resolve();
  await ended;
  expect(written.map(({ stream, offset, bytes }) => [stream, offset, bytes.toString()])).toEqual([
    ['stdout', 10, 'abcd'],
    ['stderr', 0, 'x'],
  ]);
});

it('stores what came before the output ends, after a moment', async () => {
  const { written, ends, gathered } = stage();
  await gathered.add('stdout', 0, Buffer.from('first line'));
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(written).toHaveLength(1);
  ends[0]?.resolve();
  await gathered.end();
  expect(written).toHaveLength(1);
});

it('gathers while it stores, and then waits for the store', async () => {
  const { written, ends, gathered } = stage();
  await gathered.add('stdout', 0, Buffer.alloc(piece));
  let added = false;
  const second = gathered.add('stdout', piece, Buffer.alloc(piece)).then(() => {
    added = true;
  });
  await settle();
  expect([written.length, added]).toEqual([1, false]);
  ends[0]?.resolve();
  await second;
  await settle();
  expect(written.map(({ offset }) => offset)).toEqual([0, piece]);
});

it.each(['add', 'end'] as const)('tells whoever comes next (%s) that the store failed', async (next) => {
  const { ends, gathered, broken } = stage();
  await gathered.add('stdout', 0, Buffer.alloc(piece));
  await settle();
  ends[0]?.reject(new Error('disk full'));
  await settle();
  expect(broken).toEqual([new Error('disk full')]);
  const told = next === 'add' ? gathered.add('stdout', piece, Buffer.alloc(piece)) : gathered.end();
  await expect(told).rejects.toThrow('disk full');
});

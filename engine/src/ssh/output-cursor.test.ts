import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listen } from './jobs.fixture.js';
import { createOutputCursor, OutputGap } from './output-cursor.js';

test('overlapping pieces from two readers come out once and in order', async () => {
  const text = Buffer.from(Array.from({ length: 200 }, (_, index) => index));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(80), fc.nat(60)), { maxLength: 20 }), async (steps) => {
      const heard = listen({ onBytes: () => new Promise((resolve) => setImmediate(resolve)) });
      const cursor = createOutputCursor(heard.life);
      let reached = 0;
      const taken: Promise<void>[] = [];
      for (const [back, length] of steps) {
        const from = Math.max(0, reached - back);
        const to = Math.min(text.length, from + length);
        taken.push(cursor.accept('stdout', from, text.subarray(from, to)));
        reached = Math.max(reached, to);
      }
      await Promise.all(taken);
      expect(heard.bytes('stdout').equals(text.subarray(0, reached))).toBe(true);
    }),
  );
});

test('a hole is an error', async () => {
  const cursor = createOutputCursor(listen().life);
  await expect(cursor.accept('stderr', 5, Buffer.from('x'))).rejects.toThrow(OutputGap);
});

test('reading goes on from the block where an earlier attachment stopped', () => {
  const cursor = createOutputCursor(listen({ from: { stdout: 65_536 * 3 + 7, stderr: 65_535 } }).life);
  expect(cursor.blocks()).toEqual({ stdout: 3, stderr: 0 });
});

test('after closing, nothing more is handed on, and what is under way is waited for', async () => {
  let finished = 0;
  const heard = listen({
    onBytes: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      finished += 1;
    },
  });
  const cursor = createOutputCursor(heard.life);
  void cursor.accept('stdout', 0, Buffer.from('one'));
  await Promise.resolve();
  await cursor.close();
  await cursor.accept('stdout', 3, Buffer.from('two'));
  expect([heard.text('stdout'), finished]).toEqual(['one', 1]);
});

import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMarkReader } from './mark-reader.js';

const NONCE = 'c0ffee00c0ffee00c0ffee00c0ffee00';

async function readAll(wire: Buffer, cuts: readonly number[]): Promise<{ data: Buffer; mark: string | undefined }[]> {
  const at = [0, ...[...cuts].sort((a, b) => a - b), wire.length];
  const chunks = at.slice(1).map((end, index) => wire.subarray(at[index], end));
  const reader = createMarkReader(Readable.from(chunks.filter((chunk) => chunk.length > 0)), NONCE);
  const parts: { data: Buffer; mark: string | undefined }[] = [];
  for (;;) {
    const data: Buffer[] = [];
    const mark = await reader.nextMark(async (bytes) => void data.push(Buffer.from(bytes)));
    parts.push({ data: Buffer.concat(data), mark });
    if (mark === undefined) return parts;
  }
}

test('bytes and marks come apart, however the wire cuts them', async () => {
  // Rich in what looks like the beginning of a mark.
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('\n', '\n\n', `\n${NONCE}`, `\n${NONCE.slice(0, 20)}`, `${NONCE} `, `\n\n${NONCE.slice(0, 31)}`)
      .map((text) => Buffer.from(text)),
  );
  const data = fc
    .array(piece, { maxLength: 6 })
    .map((pieces) => Buffer.concat(pieces))
    .filter((bytes) => !bytes.includes(`\n${NONCE} `));
  await fc.assert(
    fc.asyncProperty(
      fc.array(data, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(400), { maxLength: 30 }),
      async (parts, cuts) => {
        const wire = Buffer.concat(parts.flatMap((bytes, index) => [bytes, Buffer.from(`\n${NONCE} mark ${index}\n`)]));
        const read = await readAll(
          wire,
          cuts.map((cut) => Math.min(cut, wire.length)),
        );
        expect(read.slice(0, -1).map(({ data }) => data.toString('hex'))).toEqual(
          parts.map((bytes) => bytes.toString('hex')),
        );
        expect(read.map(({ mark }) => mark)).toEqual([...parts.map((_, index) => `mark ${index}`), undefined]);
      },
    ),
    { numRuns: 300 },
  );
});

test('a stream that ends in the middle of a mark has no mark', async () => {
  const read = await readAll(Buffer.from(`data\n${NONCE} done 0`), []);
  expect(read).toEqual([{ data: Buffer.from('data'), mark: undefined }]);
});

test('a sink that takes its time is waited for', async () => {
  const order: string[] = [];
  const reader = createMarkReader(Readable.from([Buffer.from('one'), Buffer.from(`two\n${NONCE} end\n`)]), NONCE);
  const mark = await reader.nextMark(async (bytes) => {
    await new Promise((resolve) => setImmediate(resolve));
    order.push(bytes.toString());
  });
  expect([...order, mark]).toEqual(['one', 'two', 'end']);
});

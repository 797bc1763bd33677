import { describe, expect, it } from 'vitest';
import { createGatheredWriter } from './gathered-writer.js';

const MIB = 1024 * 1024;

/** A file of which each write takes `most` bytes at a time, and waits until it is let go. */
function sampleFile(most = Number.POSITIVE_INFINITY) {
  const written: Buffer[] = [];
  const waiting: (() => void)[] = [];
  let syncs = 0;
  let held = false;
  let failure: Error | undefined;
  const failingSyncs: Error[] = [];
  return {
    written: () => Buffer.concat(written),
    syncs: () => syncs,
    hold: () => {
      held = true;
    },
    letGo: () => {
      held = false;
      for (const go of waiting.splice(0)) go();
    },
    fail: (error: Error) => {
      failure = error;
    },
    failSyncOnce: (error: Error) => void failingSyncs.push(error),
    handle: {
      async writev<T extends readonly NodeJS.ArrayBufferView[]>(buffers: T) {
        if (held) await new Promise<void>((resolve) => waiting.push(resolve));
        if (failure !== undefined) throw failure;
        const whole = Buffer.concat(buffers.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength)));
        const taken = whole.subarray(0, most);
        written.push(taken);
        return { bytesWritten: taken.length, buffers };
      },
      async datasync() {
        syncs += 1;
        const [error] = failingSyncs.splice(0, 1);
        if (error !== undefined) throw error;
      },
    },
  };
}
const chunk = (at: number, size = 100_000) => Buffer.alloc(size, at % 251);

describe('createGatheredWriter', () => {
  it.each([Number.POSITIVE_INFINITY, 700_001, 33])(
    'keeps every byte in its place where a write takes %d',
    async (most) => {
      const file = sampleFile(most);
      const writer = createGatheredWriter(file.handle);
      const chunks = Array.from({ length: most < 100 ? 3 : 250 }, (_, at) =>
        chunk(at, most < 100 ? 501 : 100_000 + at),
      );
      for (const one of chunks) await writer.write(one);
      await writer.flush();
      expect(file.written().equals(Buffer.concat(chunks))).toBe(true);
    },
  );

  it('gathers while a write is under way, and no more than a few MiB', async () => {
    const file = sampleFile();
    file.hold();
    const writer = createGatheredWriter(file.handle);
    let taken = 0;
    const all = (async () => {
      for (; taken < 40; taken += 1) await writer.write(chunk(taken, MIB));
      await writer.flush();
    })();
    await expect.poll(() => taken).toBeGreaterThan(4);
    await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBeLessThan(12);
    file.letGo();
    await all;
    expect(file.written()).toHaveLength(40 * MIB);
    expect(file.syncs()).toBeGreaterThan(0);
  });

  it('fails with what a write failed with, at the latest at the end', async () => {
    const file = sampleFile();
    file.fail(new Error('no space left'));
    const writer = createGatheredWriter(file.handle);
    await writer.write(chunk(1));
    await expect(writer.flush()).rejects.toThrow('no space left');
    const other = createGatheredWriter(file.handle);
    const all = async () => {
      for (let at = 0; at < 100; at += 1) await other.write(chunk(at, MIB));
    };
    await expect(all()).rejects.toThrow('no space left');
  });

  it.each([16, 17, 40])('fails when a sync failed once, however many succeed after it: %d MiB', async (mebibytes) => {
    const file = sampleFile();
    file.failSyncOnce(new Error('input/output error'));
    const writer = createGatheredWriter(file.handle);
    const all = async () => {
      for (let at = 0; at < mebibytes; at += 1) await writer.write(chunk(at, MIB));
      await writer.flush();
    };
    await expect(all()).rejects.toThrow('input/output error');
  });
});

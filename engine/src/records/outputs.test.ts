import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { databaseEngines, roundsOn, useDatabase } from '../../test/record-databases.js';
import { createOutputStore, OutputGap, type OutputKey } from './outputs.js';

const key = (stepId: string, changes: Partial<OutputKey> = {}): OutputKey => ({
  runId: 'r-00000001',
  stepId,
  server: 'web-01',
  attempt: 1,
  stream: 'stdout',
  ...changes,
});

describe.each(databaseEngines)('outputs on %s', (engine) => {
  const database = useDatabase(engine);
  const store = () => createOutputStore(database.db);
  const everything = (of: OutputKey) => store().read(of, { from: 0, limit: 1_000_000 });

  test('bytes of any value come back as they were, each stream for itself', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    await store().append({ ...key('any'), offset: 0, bytes });
    await store().append({ ...key('any'), offset: 256, bytes: new Uint8Array(bytes).subarray(10, 20) });
    await store().append({ ...key('any', { stream: 'stderr' }), offset: 0, bytes: Buffer.from('oh') });
    expect(await everything(key('any'))).toEqual(Buffer.concat([bytes, bytes.subarray(10, 20)]));
    expect(await everything(key('any', { stream: 'stderr' }))).toEqual(Buffer.from('oh'));
    expect(await store().offsets(key('any'))).toEqual({ stdout: 266, stderr: 2 });
  });

  test.each([
    ['another run', { runId: 'r-00000002' }],
    ['another server', { server: 'web-02' }],
    ['another attempt', { attempt: 2 }],
  ])('%s has other output', async (name, changes) => {
    await store().append({ ...key(name), offset: 0, bytes: Buffer.from('mine') });
    expect(await store().offsets(key(name, changes))).toEqual({ stdout: 0, stderr: 0 });
    expect(await everything(key(name, changes))).toEqual(Buffer.alloc(0));
  });

  const again = [
    { name: 'the same chunk again', offset: 0, text: 'abcdef', stored: 'abcdef' },
    { name: 'a part of it again', offset: 2, text: 'cd', stored: 'abcdef' },
    { name: 'a chunk that goes further', offset: 0, text: 'abcdefgh', stored: 'abcdefgh' },
    { name: 'a chunk that overlaps the end', offset: 4, text: 'efghij', stored: 'abcdefghij' },
    { name: 'the next chunk', offset: 6, text: 'ghi', stored: 'abcdefghi' },
    { name: 'nothing', offset: 6, text: '', stored: 'abcdef' },
  ] as const;
  test.each(again)('after "abcdef", $name: each byte is kept once', async ({ name, offset, text, stored }) => {
    await store().append({ ...key(name), offset: 0, bytes: Buffer.from('abcdef') });
    await store().append({ ...key(name), offset, bytes: Buffer.from(text) });
    expect((await everything(key(name))).toString()).toBe(stored);
  });

  test('a gap is refused, with the place to read on from', async () => {
    await store().append({ ...key('gap'), offset: 0, bytes: Buffer.from('abc') });
    const gap = store().append({ ...key('gap'), offset: 4, bytes: Buffer.from('e') });
    await expect(gap).rejects.toBeInstanceOf(OutputGap);
    await expect(gap).rejects.toMatchObject({ expected: 3, offset: 4 });
    expect(await store().offsets(key('gap'))).toMatchObject({ stdout: 3 });
  });

  test('any range and any tail are the same as of the whole', async () => {
    const whole = randomBytes(5000);
    for (let offset = 0; offset < whole.length; offset += 700) {
      await store().append({ ...key('range'), offset, bytes: whole.subarray(offset, offset + 700) });
    }
    const ranges = [0, 1, 699, 700, 701, 2100, 4999, 5000, 9000].flatMap((from) =>
      [0, 1, 700, 1400, 10_000].map((limit) => ({ from, limit })),
    );
    for (const { from, limit } of ranges) {
      expect(await store().read(key('range'), { from, limit }), `${from}+${limit}`).toEqual(
        whole.subarray(from, from + limit),
      );
    }
    for (const maxBytes of [0, 1, 700, 1234, 5000, 9999]) {
      const from = Math.max(0, 5000 - maxBytes);
      expect(await store().tail(key('range'), maxBytes)).toEqual({ from, bytes: whole.subarray(from) });
    }
  });

  test('several readers of one job, with chunks of their own: nothing lost or doubled, many times over', async () => {
    const whole = randomBytes(3000);
    for (let round = 0; round < roundsOn(engine); round += 1) {
      const of = key('readers', { attempt: round + 1 });
      const reader = async (size: number): Promise<void> => {
        for (let offset = 0; offset < whole.length; offset += size) {
          await store().append({ ...of, offset, bytes: whole.subarray(offset, offset + size) });
        }
      };
      await Promise.all([100, 130, 170, 300, 999].map(reader));
      expect(await everything(of)).toEqual(whole);
    }
  }, 60_000);

  test('a chunk of 4 MiB', async () => {
    const bytes = randomBytes(4 * 1024 * 1024);
    await store().append({ ...key('big'), offset: 0, bytes });
    const { bytes: tail } = await store().tail(key('big'), 1000);
    expect(tail).toEqual(bytes.subarray(-1000));
    expect((await store().read(key('big'), { from: 0, limit: bytes.length })).equals(bytes)).toBe(true);
  });

  test('pruning forgets whole executions that are old', async () => {
    const old = key('old', { runId: 'r-00000009' });
    const halfOld = key('half-old', { runId: 'r-00000009' });
    for (const of of [old, halfOld]) await store().append({ ...of, offset: 0, bytes: Buffer.from('abc') });
    await database.db.query(`update outputs set stored_at = now() - interval '40 days' where run_id = $1`, [old.runId]);
    await store().append({ ...halfOld, offset: 3, bytes: Buffer.from('def') });
    expect(await store().pruneOutputs(30, 10)).toBe(1);
    expect(await store().pruneOutputs(30, 10)).toBe(0);
    expect(await store().offsets(old)).toMatchObject({ stdout: 0 });
    expect(await store().offsets(halfOld)).toMatchObject({ stdout: 6 });
  });

  test('pruning takes no more executions at once than it is told', async () => {
    const three = [1, 2, 3].map((attempt) => key('many', { runId: 'r-00000010', attempt }));
    for (const of of three)
      for (const offset of [0, 3]) await store().append({ ...of, offset, bytes: Buffer.from('abc') });
    await database.db.query(
      `update outputs set stored_at = now() - interval '40 days' where run_id = 'r-00000010'`,
      [],
    );
    expect(await store().pruneOutputs(30, 2)).toBe(2);
    expect(await store().pruneOutputs(30, 2)).toBe(1);
  });
});

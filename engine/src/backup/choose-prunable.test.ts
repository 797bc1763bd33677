import { describe, expect, it } from 'vitest';
import type { BackupManifest } from './backup-store.js';
import { choosePrunable, seriesOf } from './choose-prunable.js';

const now = new Date('2026-11-21T06:00:00.000Z');
const DAY = 86_400_000;

function backup(id: string, daysOld: number, more: Partial<BackupManifest> = {}): BackupManifest {
  return {
    id,
    server: 'web-01',
    paths: ['/etc'],
    content: 'content-0123456789abcdef',
    packing: 'tar',
    bytes: 1,
    sha256: 'a'.repeat(64),
    entries: 1,
    createdAt: new Date(now.getTime() - daysOld * DAY).toISOString(),
    origin: { run: 'r-1' },
    ...more,
  };
}
const three = [backup('new', 1), backup('middle', 2), backup('old', 30)];
const beforeChange = { origin: { purpose: 'before-change' } };

describe('seriesOf', () => {
  it('puts together what is of the same thing on the same server', () => {
    const all = [
      backup('a', 1),
      backup('b', 2, { server: 'web-02' }),
      backup('c', 3),
      backup('d', 4, { paths: [], database: { name: 'shop' } }),
      backup('e', 5, { paths: [], database: { name: 'shop', port: 5433 } }),
      backup('f', 6, { exclude: ['*.log'] }),
    ];
    expect(seriesOf(all).map(({ backups }) => backups.map(({ id }) => id))).toEqual([
      ['a', 'c'],
      ['b'],
      ['d'],
      ['e'],
      ['f'],
    ]);
  });
});

describe('choosePrunable', () => {
  it.each<[string, readonly BackupManifest[], { keep: number; days?: number }, readonly string[], readonly string[]]>([
    ['keeps the newest', three, { keep: 1 }, [], ['middle', 'old']],
    ['keeps as many as asked for', three, { keep: 2 }, [], ['old']],
    ['keeps all where there are fewer', three, { keep: 5 }, [], []],
    ['keeps what is younger', three, { keep: 1, days: 7 }, [], ['old']],
    ['keeps one even when asked for none', three, { keep: 0 }, [], ['middle', 'old']],
    ['keeps the newest sound one where newer ones are damaged', three, { keep: 1 }, ['new'], ['old']],
    ['removes nothing where none is sound', three, { keep: 1 }, ['new', 'middle', 'old'], []],
    [
      'keeps for a week what a rollback may need',
      [backup('new', 1), backup('week', 6, beforeChange), backup('more', 8, beforeChange)],
      { keep: 1 },
      [],
      ['more'],
    ],
    ['keeps what has no readable date', [backup('new', 1), backup('odd', 2, { createdAt: '?' })], { keep: 1 }, [], []],
  ])('%s', async (_case, backups, { keep, days }, damaged, expected) => {
    const policy = { keep, olderThanMs: days === undefined ? undefined : days * DAY };
    const isSound = async ({ id }: BackupManifest) => !damaged.includes(id);
    const { prunable } = await choosePrunable({ subject: 'x', backups }, policy, { now, isSound });
    expect(prunable.map(({ id }) => id)).toEqual(expected);
  });

  it('reads nothing back where nothing would go', async () => {
    const isSound = () => Promise.reject(new Error('asked'));
    const policy = { keep: 3, olderThanMs: undefined };
    expect(await choosePrunable({ subject: 'x', backups: three }, policy, { now, isSound })).toEqual({
      prunable: [],
      damaged: [],
    });
  });
});

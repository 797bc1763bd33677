import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DamagedArchive, listTar, type TarEntry } from './list-tar.js';

let folder: string;
const long = 'a-rather-long-name-'.repeat(8);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatops-tar-'));
  mkdirSync(join(folder, 'in', long), { recursive: true });
  writeFileSync(join(folder, 'in/empty'), '');
  writeFileSync(join(folder, 'in/é à ü'), 'x'.repeat(700));
  writeFileSync(join(folder, 'in', long, long), 'deep');
  symlinkSync(`/${long}/${long}`, join(folder, 'in/link'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pack = (...options: string[]): Buffer => execFileSync('tar', ['-cf', '-', ...options, '-C', folder, './in']);
async function list(archive: Buffer, piece = archive.length): Promise<TarEntry[]> {
  async function* pieces() {
    for (let start = 0; start < archive.length; start += piece) yield archive.subarray(start, start + piece);
  }
  const entries: TarEntry[] = [];
  for await (const entry of listTar(pieces())) entries.push(entry);
  return entries;
}
const damage = (archive: Buffer, at: number) => {
  const copy = Buffer.from(archive);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

describe('listTar', () => {
  it.each(['gnu', 'ustar', 'pax'])('lists what tar lists, in %s format', async (format) => {
    // ustar cannot hold so long a name.
    const options =
      format === 'ustar' ? ['--format=ustar', `--exclude=${long}`, '--exclude=link'] : [`--format=${format}`];
    const archive = pack(...options);
    const names = execFileSync('tar', ['-tf', '-', '--quoting-style=literal'], { input: archive })
      .toString()
      .trim()
      .split('\n');
    expect((await list(archive)).map((entry) => entry.path)).toEqual(names);
  });

  it('tells kinds and sizes', async () => {
    const entries = new Map((await list(pack())).map((entry) => [entry.path, entry]));
    expect(entries.get('./in/')).toMatchObject({ kind: 'folder' });
    expect(entries.get('./in/é à ü')).toMatchObject({ kind: 'file', bytes: 700 });
    expect(entries.get('./in/link')).toMatchObject({ kind: 'link', bytes: 0 });
  });

  it.each([1, 7, 511, 513, 4096])('does not care about pieces of %d bytes', async (piece) => {
    const archive = pack();
    expect(await list(archive, piece)).toEqual(await list(archive));
  });

  it('takes an archive with nothing in it', async () => {
    expect(await list(Buffer.alloc(1024))).toEqual([]);
  });

  it.each([
    ['in a header', 100],
    ['in a member', 700],
    ['between members', 512 * 5],
    ['before its end mark', -1],
  ])('finds an archive that was cut %s', async (_case, at) => {
    const archive = pack('--format=ustar', `--exclude=${long}`, '--exclude=link');
    const contents = archive.subarray(0, archive.findLastIndex((byte) => byte !== 0) + 1);
    await expect(list(contents.subarray(0, at < 0 ? contents.length - 1 : at))).rejects.toThrow(DamagedArchive);
  });

  it.each([
    ['a name', 3],
    ['a checksum', 150],
    ['a size', 130],
  ])('finds a bit that flipped in %s', async (_case, at) => {
    await expect(list(damage(pack(), at))).rejects.toThrow(/checksum of a header/);
  });

  it('finds what is no archive at all', async () => {
    await expect(list(Buffer.from('not an archive '.repeat(100)))).rejects.toThrow(DamagedArchive);
  });
});

import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildGoProgram, findGoProgram, ProgramNotUsable } from './go-program.mjs';
import { helmProgram } from './helm.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helm-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program = async (...path: string[]): Promise<string> => {
  const file = join(folder, ...path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
};
const cache = () => join(folder, 'cache');
const cached = ['cache', 'bin', `helm-${helmProgram.version}`] as const;

describe('a program is', () => {
  test('nowhere', async () => {
    expect(await findGoProgram(helmProgram, { env: { PATH: folder }, cache: cache() })).toBeUndefined();
  });

  test('in the cache', async () => {
    const file = await program(...cached);
    expect(await findGoProgram(helmProgram, { env: { PATH: folder }, cache: cache() })).toBe(file);
  });

  test('on PATH, before the cache', async () => {
    await program(...cached);
    const file = await program('bin', 'helm');
    expect(await findGoProgram(helmProgram, { env: { PATH: join(folder, 'bin') }, cache: cache() })).toBe(file);
  });

  test('what its variable names, before all others, and nothing else when that cannot be run', async () => {
    const file = await program('mine');
    const PATH = join(await program('bin', 'helm'), '..');
    expect(await findGoProgram(helmProgram, { env: { PATH, HELM: file }, cache: cache() })).toBe(file);
    await expect(
      findGoProgram(helmProgram, { env: { PATH, HELM: join(folder, 'none') }, cache: cache() }),
    ).rejects.toThrow(ProgramNotUsable);
  });
});

describe('building a program', () => {
  const build = (outcome: 'done' | 'failed') =>
    buildGoProgram(helmProgram, {
      cache: cache(),
      run: async ({ env }: { env?: Readonly<Record<string, string>> }) => {
        if (outcome === 'failed') return { kind: 'failed', because: 'spawn go ENOENT', output: '' };
        await writeFile(join(env?.GOBIN ?? folder, 'helm'), '');
        return { kind: 'done' };
      },
    });

  test('puts it into the cache, whole, and leaves nothing else', async () => {
    expect(await build('done')).toEqual({ kind: 'built', path: join(folder, ...cached) });
    expect(await readdir(join(cache(), 'bin'))).toEqual([`helm-${helmProgram.version}`]);
  });

  test('that fails leaves nothing, and says why', async () => {
    expect(await build('failed')).toEqual({ kind: 'not possible', because: 'go install: spawn go ENOENT' });
    expect(await readdir(join(cache(), 'bin'))).toEqual([]);
  });
});

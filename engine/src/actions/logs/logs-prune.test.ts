import { chmod, mkdir, mkdtemp, readdir, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAgainstSchema } from '@chatops-commander/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { logsPrune } from './logs-prune.js';

const env = { PATH: '/usr/bin:/bin' };
let folder: string;
let input: Outputs;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'chatops prune-')));
  input = { path: folder, olderThan: '7d' };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, days: number) {
  const path = join(folder, name);
  await writeFile(path, name);
  const then = Date.now() / 1000 - days * 86_400;
  await utimes(path, then, then);
  return path;
}
async function probe(asked: Outputs = input): Promise<Outputs> {
  if (logsPrune.probe === undefined) throw new Error('no probe');
  return logsPrune.probe.parse(await runLocally(logsPrune.probe.command(asked, sampleContext()), env), asked);
}
async function run(before: Outputs, path = env.PATH) {
  const context = { ...sampleContext(), before };
  return logsPrune.parse(await runLocally(logsPrune.command(input, context), { PATH: path }), input, context);
}

describe('logs.prune', () => {
  it('removes what was listed and archived, and nothing else', async () => {
    const old = await file('a b; $(id).log.1', 30);
    await file('new.log', 1);
    const before = await probe();
    expect(logsPrune.overwrites?.(input, before)).toEqual([old]);
    await file('came later.log', 30);
    expect(await run(before)).toMatchObject({ kind: 'done', changed: true, outputs: { removed: 1, kept: 0 } });
    expect((await readdir(folder)).sort()).toEqual(['came later.log', 'new.log']);
  });

  it('keeps what was written to since, and what a link now stands for', async () => {
    await mkdir(join(folder, 'app'));
    await file('app/one', 30);
    await file('two', 30);
    const before = await probe();
    await rm(join(folder, 'app'), { recursive: true });
    await mkdir(join(folder, 'elsewhere'));
    await file('elsewhere/one', 30);
    await symlink(join(folder, 'elsewhere'), join(folder, 'app'));
    await writeFile(join(folder, 'two'), 'in use again');
    expect(await run(before)).toMatchObject({ outputs: { removed: 0, kept: 2 } });
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['one']);
  });

  it('removes nothing through a folder that is swapped for a link at the last moment', async () => {
    for (const name of ['app', 'elsewhere', 'bin']) await mkdir(join(folder, name));
    await file('app/one', 30);
    const before = await probe();
    await file('elsewhere/one', 30);
    const swap = `cd '${folder}' && mv app moved && ln -s elsewhere app; echo old`;
    await writeFile(join(folder, 'bin/find'), `#!/bin/sh\n${swap}\n`);
    await chmod(join(folder, 'bin/find'), 0o755);
    await run(before, `${join(folder, 'bin')}:${env.PATH}`);
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['one']);
  });

  it('goes by names where it is told to', async () => {
    await file('a.gz', 30);
    await file('a.log', 30);
    expect(await probe({ ...input, names: '*.gz' })).toMatchObject({ count: 1 });
  });

  it('is already so where nothing is that old', async () => {
    await file('new.log', 1);
    const before = await probe();
    expect(logsPrune.probe?.alreadySo?.(before, input)?.fr).toBe(`${folder} ne contient rien de plus ancien que 7 j`);
  });

  it.each<[string, () => Promise<Outputs>, RegExp]>([
    [
      'a link',
      async () => {
        await symlink('/var/log', join(folder, 'link'));
        return { ...input, path: join(folder, 'link') };
      },
      /is not a folder, or a link leads elsewhere/,
    ],
    ['what is not there', async () => ({ ...input, path: join(folder, 'no') }), /is not a folder/],
  ])('refuses %s before anything is touched', async (_case, prepare, message) => {
    const asked = await prepare();
    const before = await probe(asked);
    expect(logsPrune.probe?.alreadySo?.(before, asked)).toBeUndefined();
    expect(logsPrune.refuse?.(before, asked)?.en).toMatch(message);
  });

  it.each([
    ['/', false],
    ['/etc/nginx', false],
    ['//etc/nginx', false],
    ['/var/log/../../etc', false],
    ['/usr', false],
    ['/./etc', false],
    ['/var/log', true],
    ['/srv/shop/logs', true],
    ['/etcetera', true],
  ])('takes %s: %s', (path, ok) => {
    expect(checkAgainstSchema(logsPrune.input, { path, olderThan: '30d' }).ok).toBe(ok);
  });

  it('is undone from its archive, and without one never', () => {
    expect(logsPrune.inverse?.(input, {}, 'b-1')).toMatchObject({ kind: 'restore-backup', backup: 'b-1' });
    expect(logsPrune.inverse?.(input, {}, undefined)).toMatchObject({ kind: 'impossible' });
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { findUndoAction } from '../registry.js';
import { createSampleService, type SampleService } from '../service/sample-service.fixture.js';
import { releaseDeploy } from './release-deploy.js';
import { releaseRollback } from './release-rollback.js';

let folder: string;
let root: string;
let server: Server;
let base: string;
let service: SampleService;
const artifacts = new Map<string, Buffer>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops release-'));
  root = join(folder, "the shop's");
  service = await createSampleService();
  server = createServer(({ url = '' }, response) => {
    const found = artifacts.get(decodeURIComponent(url.slice(1)));
    if (found === undefined) response.writeHead(404).end();
    else response.end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  for (const version of ['1', '2', '3', '4']) artifacts.set(version, await pack(version));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await service.remove();
  await rm(folder, { recursive: true, force: true });
});

async function pack(version: string): Promise<Buffer> {
  const source = join(folder, `source-${version}`, 'shop');
  await mkdir(source, { recursive: true });
  await writeFile(join(source, 'version'), version);
  return execFileSync('tar', ['-C', join(source, '..'), '-czf', '-', 'shop']);
}
const env = { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
const context = () => sampleContext({ services: [service.definition()] });
async function run(action: CommandAction, input: Outputs): Promise<StepResult> {
  return action.parse(await runLocally(action.command(input, context()), env), input, context());
}
async function probe(action: CommandAction, input: Outputs): Promise<Outputs> {
  if (action.probe === undefined) throw new Error('no probe');
  return action.probe.parse(await runLocally(action.probe.command(input, context()), env), input);
}
/** Runs a step as the engine does, and returns how to undo it. */
async function step(action: CommandAction, input: Outputs) {
  const before = await probe(action, input);
  const result = await run(action, input);
  const undo = action.inverse?.(input, before, undefined);
  return {
    result,
    undo: async () => {
      if (undo?.kind !== 'step') throw new Error(`expected a step, not ${undo?.kind}`);
      const undoing = findUndoAction(undo.uses);
      if (undoing?.kind !== 'command') throw new Error(`no action ${undo.uses}`);
      const undone = await run(undoing, undo.with);
      const restored = action.probe?.restored?.(before, await probe(action, input));
      return { undone, restored };
    },
  };
}
const digest = (version: string) =>
  createHash('sha256')
    .update(artifacts.get(version) ?? '')
    .digest('hex');
const input = (version: string, more: Outputs = {}): Outputs => ({
  name: 'shop',
  path: root,
  version,
  artifact: { url: `${base}/${version}`, sha256: digest(version), strip: 1 },
  ...more,
});
const deploy = (version: string, more: Outputs = {}) => step(releaseDeploy, input(version, more));
const current = () => readFile(join(root, 'current/version'), 'utf8').catch(() => 'nothing');
const releases = async () => (await readdir(join(root, 'releases'))).sort();
const reason = (result: StepResult) => (result.kind === 'failed' ? result.reason.en : result.kind);

describe('release.deploy', () => {
  it('unpacks beside, switches, and goes back to nothing', async () => {
    const one = await deploy('1');
    expect(one.result).toMatchObject({
      kind: 'done',
      changed: true,
      outputs: { version: '1', before: null, fetched: true },
    });
    expect(await current()).toBe('1');
    expect(await readlink(join(root, 'current'))).toBe('releases/1');
    expect(await one.undo()).toMatchObject({ restored: true });
    await expect(readdir(root)).rejects.toThrow('ENOENT');
  });

  it('goes back to the release before, exactly', async () => {
    await deploy('1');
    const two = await deploy('2');
    expect([two.result, await current()]).toMatchObject([{ outputs: { before: '1' } }, '2']);
    expect(await two.undo()).toMatchObject({ restored: true, undone: { outputs: { version: '1' } } });
    expect([await current(), await releases()]).toEqual(['1', ['1']]);
    expect(await two.undo()).toMatchObject({ restored: true });
  });

  it('is already so for the current release, and does not fetch a release twice', async () => {
    await deploy('1');
    const state = await probe(releaseDeploy, input('1'));
    expect(releaseDeploy.probe?.alreadySo?.(state, input('1'))).toBeDefined();
    expect(releaseDeploy.probe?.alreadySo?.(state, input('2'))).toBeUndefined();
    await deploy('2');
    expect((await deploy('1')).result).toMatchObject({ outputs: { fetched: false, before: '2' } });
  });

  it('keeps as many as asked for, and always the one before', async () => {
    await deploy('1');
    await deploy('2');
    await deploy('3', { keep: 2 });
    expect((await deploy('4', { keep: 1 })).result).toMatchObject({
      outputs: { pruned: expect.arrayContaining(['2']) },
    });
    expect(await releases()).toEqual(['3', '4']);
  });

  it('takes what a cut left of an old release for no release', async () => {
    await deploy('1');
    await deploy('2');
    const [bin, path] = [join(folder, 'bin'), env.PATH];
    await mkdir(bin);
    const cut = 'case "$*" in *.part) /bin/rm "$@" ;; *) /bin/rm -f "$2/version"; exit 1 ;; esac';
    await writeFile(join(bin, 'rm'), `#!/bin/sh\n${cut}\n`, { mode: 0o755 });
    env.PATH = `${bin}:${path}`;
    await deploy('3', { keep: 1 }).finally(() => {
      env.PATH = path;
    });
    expect((await deploy('1')).result).toMatchObject({ outputs: { fetched: true } });
    expect([await current(), await releases()]).toEqual(['1', ['1', '2', '3']]);
  });

  it.each<[string, (version: string) => Outputs, RegExp]>([
    [
      'another content',
      () => ({ artifact: { url: `${base}/3`, sha256: digest('2'), strip: 1 } }),
      /another sha256.*1 stays current/,
    ],
    ['nothing there', () => ({ artifact: { url: `${base}/nope`, sha256: digest('2') } }), /could not be fetched/],
    ['no archive', () => ({ artifact: { url: `${base}/text`, sha256: digest('text') } }), /could not be unpacked/],
    ['a version that is there with another content', () => ({ version: '1' }), /another content is there already/],
  ])('changes nothing for %s', async (_case, more, message) => {
    artifacts.set('text', Buffer.from('not an archive'));
    await deploy('1');
    expect(reason((await deploy('2', more('2'))).result)).toMatch(message);
    expect([await current(), await releases()]).toEqual(['1', ['1']]);
  });

  it('does not replace what is no link', async () => {
    await mkdir(join(root, 'current'), { recursive: true });
    expect(reason((await deploy('1')).result)).toMatch(/is not a link/);
  });

  it('restarts the service with it', async () => {
    expect((await deploy('1', { service: 'sample' })).result).toMatchObject({ kind: 'done' });
    expect(await service.read('log')).toMatch(/started/);
  });

  it('sets the link back when the service does not run with it', async () => {
    await deploy('1', { service: 'sample' });
    await service.fault('refuse');
    const two = await deploy('2', { service: 'sample' });
    expect(reason(two.result)).toMatch(/1 stays current/);
    expect(await current()).toBe('1');
  });

  it('does not undo what somebody else switched to since', async () => {
    await deploy('1');
    const two = await deploy('2');
    await deploy('3');
    expect(reason((await two.undo()).undone)).toMatch(/somebody else switched to 3/);
    expect(await current()).toBe('3');
  });

  it('takes names that look like options or commands as names', async () => {
    const odd = join(folder, '--x; $(touch owned)');
    await mkdir(odd);
    expect((await deploy('1', { path: odd })).result).toMatchObject({ kind: 'done' });
    expect(await readdir(folder)).not.toContain('owned');
  });

  it('lets no archive write outside of its folder', async () => {
    await mkdir(join(folder, 'evil'));
    await symlink(folder, join(folder, 'evil/out'));
    const archive = execFileSync('tar', [
      '-C',
      join(folder, 'evil'),
      '-czf',
      '-',
      '--transform',
      's,^x,../../../escaped,',
      'out',
    ]);
    artifacts.set('evil', archive);
    await deploy('evil');
    expect(await readdir(folder)).not.toContain('escaped');
  });
});

describe('release.rollback', () => {
  it('goes back to the release before, and its undo comes forward again', async () => {
    await deploy('1');
    await deploy('2');
    const back = await step(releaseRollback, { name: 'shop', path: root });
    expect(back.result).toMatchObject({ kind: 'done', outputs: { version: '1', before: '2' } });
    expect(await current()).toBe('1');
    expect(await back.undo()).toMatchObject({ restored: true });
    expect([await current(), await releases()]).toEqual(['2', ['1', '2']]);
  });

  it('goes to a release by its version', async () => {
    for (const version of ['1', '2', '3']) await deploy(version);
    const back = { name: 'shop', path: root, version: '1' };
    expect(await run(releaseRollback, back)).toMatchObject({ outputs: { version: '1' } });
    expect(releaseRollback.probe?.alreadySo?.(await probe(releaseRollback, back), back)).toBeDefined();
  });

  it.each<[string, Outputs]>([
    ['one that is not there', { version: '9' }],
    ['the one before, where there is none', {}],
  ])('fails for %s', async (_case, more) => {
    await deploy('1');
    expect(reason(await run(releaseRollback, { name: 'shop', path: root, ...more }))).toMatch(
      /no such release.*1 stays/,
    );
  });
});

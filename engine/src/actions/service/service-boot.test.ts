import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, ServerFacts, ServiceDefinition } from '../action.js';
import { sampleContext, sampleFacts } from '../action-context.fixture.js';
import { serviceDisable } from './service-disable.js';
import { serviceEnable } from './service-enable.js';

/** systemctl, played by a script that keeps its word in a file. */
const SYSTEMCTL = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
echo "$*" >>asked
case $1 in
  is-enabled) cat word; [ "$(cat word)" = enabled ] ;;
  show) cat load 2>/dev/null || echo loaded ;;
  enable | disable) if [ -e refuses ]; then echo 'Access denied' >&2; exit 1; fi
    case $(cat word) in enabled | disabled) echo "\${1}d" >word ;; esac ;;
esac
`;
const input = { service: 'shop' };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-boot-'));
  await writeFile(join(folder, 'systemctl'), SYSTEMCTL);
  await chmod(join(folder, 'systemctl'), 0o755);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const word = (text: string) => writeFile(join(folder, 'word'), `${text}\n`);
function contextOf(init: ServerFacts['init'] = 'systemd', services: readonly ServiceDefinition[] = []) {
  return sampleContext({ services, facts: { ...sampleFacts, init } });
}
async function run(action: CommandAction, context = contextOf()) {
  const env = { PATH: `${folder}:/usr/bin:/bin` };
  return action.parse(await runLocally(action.command(input, context), env), input, context);
}
async function probe(action: CommandAction): Promise<Outputs> {
  if (action.probe === undefined) throw new Error('no probe');
  const command = action.probe.command(input, contextOf());
  return action.probe.parse(await runLocally(command, { PATH: `${folder}:/usr/bin:/bin` }), input);
}

describe('service.enable and service.disable', () => {
  it('enable, and name the unit after the options', async () => {
    await word('disabled');
    expect(await run(serviceEnable)).toMatchObject({ kind: 'done', changed: true, outputs: { enabled: true } });
    expect(await readFile(join(folder, 'asked'), 'utf8')).toContain('enable -- shop\n');
  });

  it.each<[string, CommandAction, string, string | undefined]>([
    ['enabled already', serviceEnable, 'enabled', 'shop is already enabled at boot'],
    ['enabled until the next boot only', serviceEnable, 'enabled-runtime', undefined],
    ['disabled', serviceEnable, 'disabled', undefined],
    ['disabled already', serviceDisable, 'disabled', 'shop is already disabled at boot'],
    ['static, which is neither', serviceDisable, 'static', undefined],
  ])('%s: already so?', async (_case, action, now, said) => {
    await word(now);
    expect(action.probe?.alreadySo?.(await probe(action), input)?.en).toBe(said);
  });

  it('undo each other, to the state before', async () => {
    await word('enabled');
    const before = await probe(serviceDisable);
    await run(serviceDisable);
    expect(serviceDisable.inverse?.(input, before, undefined)).toMatchObject({ uses: 'service.enable', with: input });
    await run(serviceEnable);
    expect(serviceDisable.probe?.restored?.(before, await probe(serviceDisable))).toBe(true);
  });

  it.each<[string, string, RegExp]>([
    ['a unit that others start', 'static', /another unit starts it/],
    ['a masked unit', 'masked', /unmask it first/],
    ['a word of a later version', 'frobnicated', /could not be enabled: it is frobnicated/],
  ])('fail plainly for %s', async (_case, now, message) => {
    await word(now);
    expect(await run(serviceEnable)).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(message) } });
  });

  it('give what the manager said when it refuses', async () => {
    await word('disabled');
    await writeFile(join(folder, 'refuses'), '');
    expect(await run(serviceEnable)).toMatchObject({ reason: { en: expect.stringMatching(/: Access denied$/) } });
  });

  it('fail for a unit that does not exist', async () => {
    await word('');
    await writeFile(join(folder, 'load'), 'not-found');
    expect(await run(serviceDisable)).toMatchObject({ reason: { en: expect.stringMatching(/does not exist/) } });
  });

  it('say that a manager of its own knows no boot', async () => {
    const manager = { kind: 'argv', start: ['a'], stop: ['b'], status: ['c'], sudo: false } as const;
    const result = await run(serviceEnable, contextOf('systemd', [{ name: 'shop', unit: 'shop', manager }]));
    expect(result).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/manager of its own/) } });
  });

  it.each([
    [{ enabled: true }, serviceEnable, 'nothing'],
    [{ enabled: null }, serviceEnable, 'impossible'],
    [{ enabled: false }, serviceDisable, 'nothing'],
  ])('with %j before, %o', (before, action, kind) => {
    expect(action.inverse?.(input, before, undefined)).toMatchObject({ kind });
  });
});

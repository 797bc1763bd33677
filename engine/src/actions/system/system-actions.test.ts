import { describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandResult } from '../../ssh/remote-execution.js';
import type { CommandAction, Outputs } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { systemDisk } from './system-disk.js';
import { systemHealth } from './system-health.js';
import { parseFacts, systemInfo } from './system-info.js';

const context = sampleContext();
const run = (action: CommandAction, input: Outputs = {}) =>
  runLocally(action.command(input, context), { PATH: '/usr/bin:/bin', LANG: 'fr_FR.UTF-8', LC_ALL: 'fr_FR.UTF-8' });

const printed = (stdout: string, stderr = ''): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(stdout),
  stderr: Buffer.from(stderr),
  truncated: false,
  durationMs: 1,
});
const report = (...lines: string[]) => printed(['chatops-report 1', ...lines, 'chatops-report end', ''].join('\n'));

describe.each([systemInfo, systemHealth, systemDisk])('$name', (action) => {
  it.each([
    ['nothing', printed('')],
    ['a shell that is not there', printed('', 'sh: command not found')],
    ['an answer cut in the middle', printed('chatops-report 1\nload5=0')],
    ['random bytes', { ...printed(''), stdout: Buffer.from([0, 255, 10, 61, 10, 124, 200]) }],
    ['a report without figures', report()],
  ])('fails with a reason, and never throws, on %s', (_case, result) => {
    const parsed = action.parse(result, {}, context);
    expect(parsed.kind).toBe('failed');
  });
});

describe('system.info', () => {
  it('reads the facts of this machine', async () => {
    const result = await run(systemInfo);
    expect(parseFacts(result)).toMatchObject({
      kernel: expect.stringMatching(/^Linux \d/),
      isRoot: process.getuid?.() === 0,
    });
    expect(systemInfo.parse(result, {}, context).kind).toBe('done');
  });

  it.each<[string, string[], object]>([
    [
      'Debian with systemd and docker',
      [
        'os|PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
        'os|NAME="Debian"',
        'init=systemd',
        'packages=apt-get',
        'containers=docker',
        'sudo=yes',
        'uid=1000',
      ],
      {
        distribution: 'Debian GNU/Linux 12 (bookworm)',
        init: 'systemd',
        packageManager: 'apt',
        containerEngine: 'docker',
        canSudo: true,
        isRoot: false,
      },
    ],
    [
      'Alpine as root',
      ["os|NAME='Alpine Linux'", 'init=sysv', 'packages=apk', 'uid=0'],
      {
        distribution: 'Alpine Linux',
        init: 'sysv',
        packageManager: 'apk',
        containerEngine: 'none',
        canSudo: false,
        isRoot: true,
      },
    ],
    [
      'a machine that tells nothing',
      [],
      { distribution: 'unknown', init: 'other', packageManager: 'none', isRoot: false },
    ],
  ])('tells %s', (_case, lines, facts) => {
    expect(parseFacts(report(...lines, 'boot=b-1'))).toMatchObject(facts);
  });

  it('has no facts without a boot id', () => {
    expect(parseFacts(report('init=systemd'))).toBeUndefined();
  });
});

describe('system.health', () => {
  it('judges this machine', async () => {
    const parsed = systemHealth.parse(await run(systemHealth), {}, context);
    if (parsed.kind !== 'done') throw new Error(parsed.reason.en);
    expect(parsed.outputs).toMatchObject({ cpus: expect.any(Number), uptimeSeconds: expect.any(Number) });
    expect(['ok', 'warning', 'critical']).toContain(parsed.outputs.verdict);
  });

  it('says the verdict, why, and the figures in both languages', () => {
    const result = report(
      'uptime=7800.12',
      'load5=0.50',
      'cpus=2',
      'memory|MemTotal:  4096000 kB',
      'memory|MemAvailable: 2048000 kB',
      'df|/dev/sda1 1000000 960000 40000 96% /',
      'inodes|/dev/sda1 1000 30 970 3% /',
      'failed|● web.service loaded failed failed Web',
    );
    const parsed = systemHealth.parse(result, {}, context);
    if (parsed.kind !== 'done') throw new Error(parsed.reason.en);
    expect(parsed.outputs).toMatchObject({ verdict: 'critical', failedUnits: ['web.service'] });
    expect(parsed.summary).toEqual({
      en: 'critical: disk / is 96% full; failed units: web.service (load 0.50 on 2 CPU, 2.0 GiB memory free, fullest disk 96%, up 2 h 10 min)',
      fr: 'critique : le disque / est plein à 96 % ; unités en échec : web.service (charge 0,50 pour 2 CPU, 2,0 Gio de mémoire libre, disque le plus plein 96 %, en marche depuis 2 h 10 min)',
    });
  });
});

describe('system.disk', () => {
  it('reads where a path lies and what is largest under it', async () => {
    const parsed = systemDisk.parse(
      await run(systemDisk, { path: '/etc', largest: 3 }),
      { path: '/etc', largest: 3 },
      context,
    );
    if (parsed.kind !== 'done') throw new Error(parsed.reason.en);
    expect(parsed.outputs).toMatchObject({
      path: '/etc',
      freeMiB: expect.any(Number),
      usedPercent: expect.any(Number),
    });
    expect(parsed.outputs.largest).toHaveLength(3);
  });

  it('fails on a path that is not there', async () => {
    const input = { path: '/no/such place' };
    expect(systemDisk.parse(await run(systemDisk, input), input, context).kind).toBe('failed');
  });
});

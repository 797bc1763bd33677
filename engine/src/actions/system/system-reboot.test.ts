import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import { sampleContext } from '../action-context.fixture.js';
import { systemReboot } from './system-reboot.js';

const context = sampleContext();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-reboot-'));
  // Whatever could bring this machine down is played by a script that does nothing, and setsid runs nothing at all.
  for (const tool of ['systemctl', 'shutdown', 'reboot', 'setsid', 'nohup']) {
    await writeFile(join(folder, tool), '#!/bin/sh\nexit 0\n');
    await chmod(join(folder, tool), 0o755);
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function asUser(uid: string) {
  await writeFile(join(folder, 'id'), `#!/bin/sh\necho ${uid}\n`);
  await chmod(join(folder, 'id'), 0o755);
  const result = await runLocally(systemReboot.command({}, context), { PATH: `${folder}:/usr/bin:/bin` });
  return systemReboot.parse(result, {}, context);
}

describe('system.reboot', () => {
  it('ends before the server goes down', async () => {
    expect(await asUser('0')).toMatchObject({ kind: 'done', changed: true });
  });

  it('needs root, and says so', async () => {
    expect(await asUser('1000')).toMatchObject({ kind: 'failed', reason: { en: expect.stringMatching(/only root/) } });
  });

  it('remembers the boot id, by which its return is told', async () => {
    const { probe } = systemReboot;
    if (probe === undefined) throw new Error('no probe');
    const before = probe.parse(await runLocally(probe.command({}, context), { PATH: '/usr/bin:/bin' }), {});
    expect(before).toMatchObject({ bootId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it.each([
    [{}, 600_000],
    [{ within: '90s' }, 90_000],
    [{ within: '7d' }, 3_000_000],
  ])('with %j waits %d ms at most, which lies within its own time limit', (input, ms) => {
    expect(systemReboot.comesBackWithin?.(input)).toBe(ms);
    expect(ms).toBeLessThan(systemReboot.defaultTimeoutMs);
  });

  it('leaves nothing to undo', () => {
    expect(systemReboot.inverse?.({}, {}, undefined)).toMatchObject({ kind: 'nothing' });
  });
});

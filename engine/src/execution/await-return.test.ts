import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFolderStore } from '../backup/folder-store.js';
import { HostKeyChanged, ServerUnreachable } from '../ssh/errors.js';
import type { CommandResult, JobResult, RemoteReads } from '../ssh/remote-execution.js';
import { awaitReturn } from './await-return.js';
import { sampleInventory } from './inventory.fixture.js';
import { createLocalMachine, type LocalMachine, sampleServer } from './local-machine.fixture.js';
import type { StepRun } from './step-run.js';
import { createStepRunner } from './step-runner.js';

const facts = (boot: string): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(`chatops-report 1\nboot=${boot}\nchatops-report end\n`),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});
const silence: CommandResult = { ...facts(''), exit: { kind: 'timeout' }, stdout: Buffer.alloc(0) };
const refused = new ServerUnreachable(sampleServer, 'refused');
const key = (name: string) => ({ type: 'ssh-ed25519', line: `ssh-ed25519 ${name}`, fingerprint: `SHA256:${name}` });
const changed = new HostKeyChanged(sampleServer, key('a'), key('b'));

/** A server that gives these answers one after the other, the last one for ever; a second passes between two. */
function watch(answers: readonly (CommandResult | Error)[], bootIdBefore = 'one') {
  let now = 0;
  let asked = 0;
  const reads: RemoteReads = {
    async read() {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
  };
  const pacing = {
    monotonic: () => now,
    pause: async (ms: number) => {
      now += ms;
    },
  };
  const life = { signal: new AbortController().signal };
  return awaitReturn(
    { reads, ...pacing },
    { server: sampleServer, bootIdBefore: bootIdBefore || undefined, withinMs: 10_000 },
    life,
  );
}

describe('a server that was told to reboot', () => {
  it('is back when it answers under another boot id, whatever it refused meanwhile', async () => {
    const back = await watch([facts('one'), silence, refused, refused, facts('two')]);
    expect(back).toMatchObject({
      kind: 'back',
      outputs: { bootId: 'two', bootIdBefore: 'one', seconds: 4 },
      summary: { fr: 'redémarré ; il a répondu de nouveau après 4 s' },
    });
  });

  it.each<[string, readonly (CommandResult | Error)[], RegExp]>([
    ['never went down', [facts('one')], /did not reboot within 10 s: it still answers under the same boot id/],
    ['never came back', [facts('one'), refused], /did not come back within 10 s: .*refused/],
  ])('has failed when it %s', async (_case, answers, message) => {
    expect(await watch(answers)).toMatchObject({ kind: 'not-back', reason: { en: expect.stringMatching(message) } });
  });

  it('is not believed to be back when nobody knows the boot id before', async () => {
    expect(await watch([facts('two')], '')).toMatchObject({ kind: 'not-back' });
  });

  it('stops everything when its host key changed', async () => {
    await expect(watch([refused, changed])).rejects.toBe(changed);
  });
});

describe('system.reboot as a step', () => {
  const step: StepRun = {
    runId: 'r-1',
    stepId: 's1',
    step: { uses: 'system.reboot' },
    server: sampleServer,
    inventory: sampleInventory,
    attempt: 1,
    intent: { before: { bootId: 'the one before' }, undo: { kind: 'nothing', because: { en: 'x', fr: 'x' } } },
  };

  it.each<[string, JobResult]>([
    [
      'whose command ended',
      { kind: 'exited', exit: { kind: 'code', code: 0 }, bootId: 'a', startedHere: false, durationMs: 1 },
    ],
    ['that took its own command down with it', { kind: 'rebooted', bootIdBefore: 'a', bootIdNow: 'b' }],
  ])('is done, for a worker that comes back to a reboot %s', async (_case, job) => {
    const machine = createLocalMachine();
    const ended: LocalMachine = {
      ...machine,
      async run(_server, _job, life) {
        await life.onOutput('stdout', 0, Buffer.from('chatops-report 1\nwith=systemctl\nchatops-report end\n'));
        return job;
      },
    };
    const folder = await mkdtemp(join(tmpdir(), 'chatops-reboot-'));
    const runner = createStepRunner({
      reads: ended,
      jobs: ended,
      streams: ended,
      store: createFolderStore(folder),
      http: { get: async () => ({ kind: 'no-answer', because: { en: '', fr: '' } }) },
      outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
    });
    const life = { signal: new AbortController().signal };
    const outcome = await runner.change(step, { onIntent: async () => undefined }, life);
    await rm(folder, { recursive: true });
    expect(outcome).toMatchObject({ kind: 'done', changed: true, outputs: { bootIdBefore: 'the one before' } });
  });
});

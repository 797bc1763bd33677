import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs } from '../actions/action.js';
import { createFolderStore } from '../backup/folder-store.js';
import { sampleInventory } from './inventory.fixture.js';
import { createLocalMachine, type LocalMachine, sampleServer } from './local-machine.fixture.js';
import type { Intent } from './step-run.js';
import { createStepRunner } from './step-runner.js';

let folder: string;
let machine: LocalMachine;
let intents: Intent[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-source-'));
  machine = createLocalMachine();
  intents = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const life = { signal: new AbortController().signal };
const hooks = {
  async onIntent(intent: Intent) {
    intents.push(intent);
  },
};
const digest = (text: string) => createHash('sha256').update(text).digest('hex');
function runner() {
  return createStepRunner({
    reads: machine,
    jobs: machine,
    streams: machine,
    store: createFolderStore(join(folder, 'backups')),
    http: { get: async () => ({ kind: 'no-answer', because: { en: '', fr: '' } }) },
    outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
  });
}
const place = { runId: 'r-1', stepId: 's1', server: sampleServer, inventory: sampleInventory, attempt: 1 };
const change = (uses: string, input: Outputs, source?: string) =>
  runner().change(
    { ...place, step: { uses, with: input }, ...(source === undefined ? {} : { sourceFile: Buffer.from(source) }) },
    hooks,
    life,
  );

describe('a file of the ops repo that a step takes along', () => {
  it('is what runs, byte for byte', async () => {
    const script = 'echo "it ran: $1"\n';
    const outcome = await change('script.run', { file: 'scripts/x.sh', sha256: digest(script), args: ['now'] }, script);
    expect(outcome).toMatchObject({ kind: 'done', outputs: { stdout: 'it ran: now\n' } });
  });

  it.each<[string, string | undefined, RegExp]>([
    ['other bytes', 'echo other\n', /is not the file that was approved/],
    ['a file that is not there', undefined, /not in the ops repo at the commit that was merged/],
  ])('starts nothing for %s', async (_case, source, message) => {
    const outcome = await change('script.run', { file: 'scripts/x.sh', sha256: digest('echo approved\n') }, source);
    expect(outcome).toMatchObject({ kind: 'failed', started: false, reason: { en: expect.stringMatching(message) } });
    expect(machine.started).toEqual([]);
    expect(intents).toEqual([]);
  });

  it('starts nothing where the runbook does not say which version was approved', async () => {
    const outcome = await change('script.run', { file: 'scripts/x.sh' }, 'echo any\n');
    expect(outcome).toMatchObject({
      kind: 'failed',
      started: false,
      reason: { en: expect.stringMatching(/no sha256/) },
    });
    expect(machine.started).toEqual([]);
  });

  it('is written, and taken away again without being at hand any more', async () => {
    const path = join(folder, 'shop.conf');
    const input = { path, source: 'files/shop.conf', sha256: digest('port = 80\n') };
    const done = await change('files.write', input, 'port = 80\n');
    expect(await readFile(path, 'utf8')).toBe('port = 80\n');
    expect(await change('files.write', input, 'port = 80\n')).toMatchObject({ kind: 'already-so' });
    const [intent] = intents;
    if (done.kind !== 'done' || intent === undefined) throw new Error('not written');
    const undone = await runner().undo(
      intent.undo,
      { ...place, step: { uses: 'files.write', with: input }, intent },
      hooks,
      life,
    );
    expect(undone).toMatchObject({ kind: 'done' });
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it('is left alone by a server that cannot do it, before anything starts', async () => {
    const facts = { distribution: 'x', kernel: 'x', init: 'other', packageManager: 'none' } as const;
    const outcome = await runner().change(
      {
        ...place,
        step: { uses: 'package.install', with: { packages: ['nginx'] } },
        facts: { ...facts, containerEngine: 'none', isRoot: true, canSudo: false, bootId: 'b' },
      },
      hooks,
      life,
    );
    expect(outcome).toMatchObject({ kind: 'failed', started: false, reason: { en: expect.stringMatching(/apt/) } });
    expect(intents).toEqual([]);
  });
});

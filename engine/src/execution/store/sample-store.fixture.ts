import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outputs, Undo } from '../../actions/action.js';
import type { BackupStore } from '../../backup/backup-store.js';
import { createFolderStore } from '../../backup/folder-store.js';
import { sampleInventory } from '../inventory.fixture.js';
import { createLocalMachine, type LocalMachine, sampleServer } from '../local-machine.fixture.js';
import type { Intent, StepOutcome, StepRun } from '../step-run.js';
import { createStepRunner } from '../step-runner.js';

export interface SampleSteps {
  readonly folder: string;
  readonly store: BackupStore;
  readonly machine: LocalMachine;
  /** Runs a changing step of that id; an undo of it can follow. */
  change(id: string, uses: string, input: Outputs, more?: Partial<StepRun>): Promise<StepOutcome>;
  read(uses: string, input: Outputs): Promise<StepOutcome>;
  /** Undoes the step of that id, as a rollback would. */
  undo(id: string, uses: string, input: Outputs): Promise<StepOutcome>;
  intent(id: string): Intent;
  remove(): Promise<void>;
}

/** A step runner over this machine's own processes, with a store in a folder of its own and one secret, `backup`. */
export async function createSampleSteps(): Promise<SampleSteps> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-store-steps-'));
  const machine = createLocalMachine();
  const store = createFolderStore(join(folder, 'backups'));
  const intents = new Map<string, Intent>();
  const runner = createStepRunner({
    reads: machine,
    jobs: machine,
    streams: machine,
    store,
    http: { get: () => Promise.reject(new Error('no request expected')) },
    outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
    async readSecret(name) {
      if (name === 'backup') return Buffer.from('0f'.repeat(32));
      throw new Error(`no secret ${name}`);
    },
  });
  const life = { signal: new AbortController().signal };
  const stepRun = (id: string, uses: string, input: Outputs): StepRun => ({
    runId: 'r-1',
    stepId: id,
    step: { uses, with: input },
    server: sampleServer,
    inventory: sampleInventory,
    attempt: 1,
  });
  const keepIntent = (id: string) => ({
    async onIntent(intent: Intent) {
      intents.set(id, intent);
    },
  });
  const intentOf = (id: string): Intent => {
    const intent = intents.get(id);
    if (intent === undefined) throw new Error(`step ${id} wrote no intent`);
    return intent;
  };
  const undoOf = (id: string): Undo => intentOf(id).undo;
  return {
    folder,
    store,
    machine,
    change: (id, uses, input, more) => runner.change({ ...stepRun(id, uses, input), ...more }, keepIntent(id), life),
    read: (uses, input) => runner.read(stepRun('read', uses, input), life),
    undo: (id, uses, input) =>
      runner.undo(undoOf(id), { ...stepRun(id, uses, input), intent: intentOf(id) }, keepIntent(`${id}.undo`), life),
    intent: intentOf,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

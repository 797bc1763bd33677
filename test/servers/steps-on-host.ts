import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Outputs } from '@chatops-commander/engine/actions/action';
import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
import type { BackupStore } from '@chatops-commander/engine/backup/backup-store';
import { createHttpClient } from '@chatops-commander/engine/execution/http-client';
import type { Intent, StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import { createStepRunner } from '@chatops-commander/engine/execution/step-runner';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';
import type { Inventory } from '@chatops-commander/schemas';
import type { Hosts } from '../hosts/start-hosts.js';

export interface StepsOnHost {
  readonly store: BackupStore;
  change(id: string, uses: string, input: Outputs): Promise<StepOutcome>;
  read(uses: string, input: Outputs): Promise<StepOutcome>;
  /** As a rollback does, by what the step of that id wrote down before it started. */
  undo(id: string, uses: string, input: Outputs): Promise<StepOutcome>;
  /** Files of the store, below its folder. */
  left(): Promise<string[]>;
  close(): Promise<void>;
}

/** Runs single steps on one of the test hosts, over SSH, as a worker would. Ids are used once per set of steps. */
export async function stepsOnHost(
  hosts: Hosts,
  name: string,
  more: { readonly inventory?: Partial<Inventory>; readonly secrets?: Readonly<Record<string, string>> } = {},
): Promise<StepsOnHost> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-steps-on-host-'));
  const readSecret = async (secret: string): Promise<Buffer> => {
    const value = more.secrets?.[secret];
    return value === undefined ? hosts.readSecret(secret) : Buffer.from(value);
  };
  const transport = createSshTransport({ readSecret });
  const store = createFolderStore(join(folder, 'backups'));
  const runner = createStepRunner({
    reads: transport,
    jobs: transport,
    streams: transport,
    store,
    http: createHttpClient(),
    outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
    readSecret,
  });
  const inventory: Inventory = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: { [name]: hosts.server(name) },
    ...more.inventory,
  };
  const intents = new Map<string, Intent>();
  const life = { signal: new AbortController().signal };
  const runId = `r-${process.pid}-${Date.now()}`;
  const stepRun = (stepId: string, uses: string, input: Outputs): StepRun => ({
    runId,
    stepId,
    step: { uses, with: input },
    server: hosts.address(name),
    inventory,
    attempt: 1,
  });
  const keep = (id: string) => ({
    async onIntent(intent: Intent) {
      intents.set(id, intent);
    },
  });
  return {
    store,
    change: (id, uses, input) => runner.change(stepRun(id, uses, input), keep(id), life),
    read: (uses, input) => runner.read(stepRun('read', uses, input), life),
    undo(id, uses, input) {
      const intent = intents.get(id);
      if (intent === undefined) throw new Error(`step ${id} wrote no intent`);
      return runner.undo(intent.undo, { ...stepRun(id, uses, input), intent }, keep(`${id}.undo`), life);
    },
    async left() {
      const all = await readdir(join(folder, 'backups'), { recursive: true, withFileTypes: true });
      const files = all.filter((entry) => entry.isFile());
      return files.map((entry) => relative(join(folder, 'backups'), join(entry.parentPath, entry.name))).sort();
    },
    async close() {
      await transport.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outputs, Undo } from '@chatops-commander/engine/actions/action';
import { actionPages } from '@chatops-commander/engine/actions/pages/all-pages';
import { createFolderStore } from '@chatops-commander/engine/backup/folder-store';
import { createHttpClient } from '@chatops-commander/engine/execution/http-client';
import type { Intent, StepOutcome, StepRun } from '@chatops-commander/engine/execution/step-run';
import { createStepRunner } from '@chatops-commander/engine/execution/step-runner';
import { createSshTransport } from '@chatops-commander/engine/ssh/transport';
import type { Inventory } from '@chatops-commander/schemas';
import type { Hosts } from './start-hosts.js';

/** Steps on real hosts, one by one, without a workflow around them. */
export interface ActionsOnHosts {
  read(host: string, uses: string, input?: Outputs): Promise<StepOutcome>;
  /** `undo` takes it back afterwards, as a rollback would. */
  change(host: string, uses: string, input?: Outputs): Promise<{ outcome: StepOutcome; undo(): Promise<StepOutcome> }>;
  close(): Promise<void>;
}

export async function actionsOnHosts(hosts: Hosts, services: Inventory['services'] = {}): Promise<ActionsOnHosts> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-actions-'));
  const transport = createSshTransport({ readSecret: hosts.readSecret });
  const runner = createStepRunner({
    reads: transport,
    jobs: transport,
    streams: transport,
    store: createFolderStore(folder),
    http: createHttpClient(),
    outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
  });
  const life = { signal: new AbortController().signal };
  let steps = 0;
  /** What an action gives is what its page in docs/actions says. */
  const asDocumented = (uses: string, outcome: StepOutcome): StepOutcome => {
    if (outcome.kind !== 'done') return outcome;
    const known = Object.keys(actionPages.get(uses)?.outputs ?? {});
    const missing = Object.keys(outcome.outputs).filter((name) => !known.includes(name));
    if (missing.length > 0) throw new Error(`the page of ${uses} does not say what ${missing.join(', ')} is`);
    return outcome;
  };
  async function stepRun(host: string, uses: string, input: Outputs): Promise<StepRun> {
    steps += 1;
    const server = hosts.address(host);
    return {
      runId: `test-${process.pid}`,
      stepId: `s${steps}`,
      step: { uses, with: input, timeout: '2m' },
      server,
      inventory: {
        apiVersion: 'chatops-commander/v1',
        kind: 'Inventory',
        servers: { [host]: hosts.server(host) },
        services,
      },
      facts: await runner.readFacts(server),
      attempt: 1,
    };
  }
  return {
    read: async (host, uses, input = {}) =>
      asDocumented(uses, await runner.read(await stepRun(host, uses, input), life)),
    async change(host, uses, input = {}) {
      const run = await stepRun(host, uses, input);
      const intents: Intent[] = [];
      const hooks = { onIntent: async (intent: Intent) => void intents.push(intent) };
      const outcome = asDocumented(uses, await runner.change(run, hooks, life));
      const [intent] = intents;
      const nothing: Undo = { kind: 'nothing', because: { en: 'it never started', fr: "rien n'a commencé" } };
      const started = intent === undefined ? run : { ...run, intent };
      return { outcome, undo: () => runner.undo(intent?.undo ?? nothing, started, hooks, life) };
    },
    async close() {
      await transport.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

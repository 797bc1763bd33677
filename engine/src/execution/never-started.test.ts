import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inventory } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerFacts } from '../actions/action.js';
import { createFolderStore } from '../backup/folder-store.js';
import { type Sshd, startSshd } from '../ssh/sshd.fixture.js';
import { createSshTransport, type SshTransport } from '../ssh/transport.js';
import { createHttpClient } from './http-client.js';
import type { Intent, StepOutcome, StepRun } from './step-run.js';
import { createStepRunner, type StepRunner } from './step-runner.js';

let sshd: Sshd;
let transport: SshTransport;
let runner: StepRunner;
let facts: ServerFacts;
beforeAll(async () => {
  sshd = await startSshd();
  transport = createSshTransport({ readSecret: sshd.readSecret });
  runner = createStepRunner({
    reads: transport,
    jobs: transport,
    streams: transport,
    store: createFolderStore(join(sshd.folder, 'backups')),
    http: createHttpClient(),
    outputs: { append: async () => undefined, offsets: async () => ({ stdout: 0, stderr: 0 }) },
  });
  facts = await runner.readFacts(sshd.address);
});
afterAll(async () => {
  await transport.close();
  await sshd.stop();
});

const noUndo = { kind: 'nothing', because: { en: 'x', fr: 'x' } } as const;
const trace = (run: string) => join(sshd.folder, `trace-${run}`);
const executions = (run: string) =>
  readFile(trace(run), 'utf8').then(
    (text) => text.length,
    () => 0,
  );

function stepOf(run: string, intent?: Intent): StepRun {
  const { host, user, key } = sshd.address;
  const inventory: Inventory = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: { 'web-01': { host, user, key, environment: 'production', sudo: 'root' } },
  };
  const argv = ['/bin/sh', '-c', 'printf x >>"$0"', trace(run)];
  const place = { runId: run, stepId: 's1', attempt: 1, server: sshd.address, inventory, facts };
  return { ...place, step: { uses: 'shell.run', with: { argv } }, ...(intent === undefined ? {} : { intent }) };
}
/** A worker that finds this intent on record, and knows nothing else. */
const takeOver = (run: string, intent: Intent): Promise<StepOutcome> =>
  runner.change(
    stepOf(run, intent),
    { onIntent: () => Promise.reject(new Error('a second intent')) },
    {
      signal: new AbortController().signal,
    },
  );

describe('an intent on record, and a server that has no trace of the job', () => {
  it('its worker died before the start: it is started now, once', async () => {
    const intent = { before: {}, undo: noUndo, bootId: facts.bootId };
    expect(await takeOver('r-died', intent)).toMatchObject({ kind: 'done' });
    expect(await takeOver('r-died', intent)).toMatchObject({ kind: 'done' });
    expect(await executions('r-died')).toBe(1);
  });

  it('two workers take over at once: it is started once', async () => {
    const intent = { before: {}, undo: noUndo, bootId: facts.bootId };
    const ends = await Promise.all([1, 2, 3].map(() => takeOver('r-both', intent)));
    expect(ends).toMatchObject([{ kind: 'done' }, { kind: 'done' }, { kind: 'done' }]);
    expect(await executions('r-both')).toBe(1);
  });

  it.each<[string, { readonly contacted?: boolean; readonly bootId?: string | undefined }]>([
    ['the server had heard of it, so that its record vanished', { contacted: true }],
    ['the server was rebooted since, which may have taken the record along', { bootId: 'another boot' }],
    ['nobody noted which boot it was', { bootId: undefined }],
  ])('%s: a person decides, and nothing starts it later', async (_case, more) => {
    const { bootId, contacted = false } = { bootId: facts.bootId, ...more };
    const intent: Intent = { before: {}, undo: noUndo, contacted, ...(bootId === undefined ? {} : { bootId }) };
    expect(await takeOver('r-unknown', intent)).toMatchObject({ kind: 'unknown' });
    expect(await executions('r-unknown')).toBe(0);
    // another worker, which knows less, comes after it
    expect(await takeOver('r-unknown', { before: {}, undo: noUndo, bootId: facts.bootId })).toMatchObject({
      kind: 'unknown',
    });
    expect(await executions('r-unknown')).toBe(0);
  });

  it('the whole record was removed after it ran: a person decides', async () => {
    const intents: Intent[] = [];
    const contacts: string[] = [];
    const hooks = {
      async onIntent(intent: Intent) {
        intents.push(intent);
      },
    };
    const life = { signal: new AbortController().signal, onContact: () => void contacts.push('heard') };
    await runner.change(stepOf('r-gone'), hooks, life);
    expect(contacts).toEqual(['heard']);
    for (const entry of await readdir(sshd.home)) await rm(join(sshd.home, entry), { recursive: true });
    const [intent] = intents;
    if (intent === undefined) throw new Error('no intent');
    expect(intent.bootId).toBe(facts.bootId);
    expect(await takeOver('r-gone', { ...intent, contacted: true })).toMatchObject({ kind: 'unknown' });
    expect(await executions('r-gone')).toBe(1);
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { followRun } from '../durability/stage/follow-run.js';
import { gatedCommand } from '../durability/stage/gated-command.js';
import { mergeRunbook } from '../durability/stage/merge-files.js';
import { type RemovablePart, removableParts } from '../durability/stage/removable-parts.js';
import { until } from '../durability/stage/until.js';
import { startWorkerProcess, type WorkerProcess } from '../durability/stage/worker-process.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';

/** By hand: `npm run chaos`, again and again; docs/durability.md. */
const ROUNDS = Number(process.env.CHATOPS_CHAOS_ROUNDS ?? 1);

vi.setConfig({ testTimeout: 600_000 });

let stage: TestStack;
let parts: Readonly<Record<string, RemovablePart>>;
beforeAll(async () => {
  stage = await startTestStack({ worker: false });
  const { Temporal, PostgreSQL } = removableParts(stage);
  const workerPart = superviseWorker();
  const all = [workerPart, Temporal, PostgreSQL];
  parts = {
    worker: workerPart,
    Temporal,
    PostgreSQL,
    'all three': {
      async takeAway() {
        for (const part of all) await part.takeAway();
      },
      async putBack() {
        for (const part of [PostgreSQL, Temporal, workerPart]) await part.putBack();
      },
    },
  };
});
afterAll(() => stage?.stop());

/** A worker as an operator has it: one that ends, since Temporal is away when it starts, is started again. */
function superviseWorker(): RemovablePart {
  let wanted = true;
  let worker: WorkerProcess;
  const start = () => {
    worker = startWorkerProcess(stage.stack, join(stage.stack.settings.dataDir, 'worker.log'));
    void worker.gone.then(() => {
      if (wanted) start();
    });
  };
  start();
  stage.endWith(async () => {
    wanted = false;
    await worker.stop();
  });
  return {
    async takeAway() {
      wanted = false;
      await worker.kill9();
    },
    async putBack() {
      wanted = true;
      start();
    },
  };
}

/** What takes a minute or two by design may take several when the machine is busy. */
const patiently = <T>(wait: () => Promise<T>): Promise<T> => wait().catch(wait).catch(wait);

const say = async (issue: number, words: string, answer: RegExp) => {
  await stage.conversation.say(stage.alice, issue, words);
  await until(`the answer to ${words}`, async () =>
    (await stage.conversation.comments(issue)).find(({ login, body }) => login === stage.bot && answer.test(body)),
  );
};

/**
 * One run that passes through every place of a run in which something can die: it waits for a lock, works, pauses between
 * batches, asks a person, stands still after a failure, and rolls back. At each of them the part goes away and comes back.
 */
async function dieEverywhere(part: RemovablePart) {
  const server = (name: string) => stage.stack.servers.server(name);
  const [work, fails, back] = [
    await gatedCommand(server('web-01')),
    await gatedCommand(server('db-01'), { afterwards: 'exit 1' }),
    await gatedCommand(server('web-01')),
  ];
  await fails.letGo();
  const issue = await stage.conversation.openIssue(stage.alice, 'A disk to swap');
  await say(issue, '/ops lock web-01 --reason disk swap', /unlock web-01/);
  const pull = await mergeRunbook(stage, {
    targets: { servers: ['web-01', 'web-02'] },
    strategy: { batch: 1, pause: '3s' },
    onFailure: 'pause',
    steps: [
      {
        id: 'work',
        uses: 'shell.run',
        with: { argv: work.argv },
        rollback: [{ uses: 'shell.run', with: { argv: back.argv } }],
      },
    ],
    after: [
      { id: 'ask', uses: 'gate.approve', with: { message: 'Go on?', within: '1h' } },
      { id: 'fails', on: { servers: ['db-01'] }, uses: 'shell.run', with: { argv: fails.argv }, rollback: 'none' },
    ],
  });
  const run = followRun(stage, pull);
  const dies = async () => {
    await part.takeAway();
    await part.putBack();
  };
  const ended = async (step: string, on: string) => {
    const id = (await run.row())?.id ?? '';
    const rows = await stage.stack.records.outcomes.ofRun(id);
    return rows.some(({ stepId, server, finishedAt }) => stepId === step && server === on && finishedAt !== null);
  };

  const { id } = await run.reaches('waiting');
  await dies();
  // a webhook that found nobody is made up for by the sweep, and who waits for a lock asks every minute
  await patiently(() => say(issue, '/ops unlock', /Given back: /));

  await patiently(() => work.started());
  await dies();
  await work.letGo();

  await until('the first batch is done', async () => (await ended('work', 'web-01')) || undefined);
  await dies();

  await run.said((body) => body.includes('Go on?'));
  await dies();
  const decision = { approve: true, step: 'ask', by: 'bruno', role: 'operator' } as const;
  expect(await stage.starts.decideGate({ runId: id, attempt: 1 }, decision)).toEqual({ kind: 'heard' });

  await until('it failed', async () => (await ended('fails', 'db-01')) || undefined);
  await run.reaches('paused');
  await dies();
  await stage.starts.steerRun({ runId: id, attempt: 1 }, { kind: 'rollback', by: 'bruno' });

  await back.started();
  await dies();
  await back.letGo();

  const { state } = await run.ended();
  const counts = await Promise.all([work, fails, back].map(async (command) => (await command.executions()).length));
  return { state, counts };
}

describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))('round %i', () => {
  test.each(['worker', 'PostgreSQL', 'Temporal', 'all three'])(
    '%s: dies at every place of a run, which rolls back, and each command ran once per server',
    async (name) => {
      const part = parts[name];
      if (part === undefined) throw new Error(`no part ${name}`);
      expect(await dieEverywhere(part)).toEqual({ state: 'rolled-back', counts: [2, 1, 2] });
    },
  );
});

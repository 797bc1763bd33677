// Records histories of real runs for replay.test.ts: node test/replay/record.mjs. Needs a build.
// Run it after a workflow was changed on purpose, and keep the old histories for as long as old runs may be open.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConversation } from '@chatops-commander/cli/demo/conversation';
import { startDevStack } from '@chatops-commander/cli/dev/dev-stack';
import { createLog, logTemporal } from '@chatops-commander/cli/runtime/create-log';
import { connectClient } from '@chatops-commander/workflows/connect';
import protos from '@temporalio/proto';

const folder = fileURLToPath(new URL('.', import.meta.url));
const log = createLog('silent');
logTemporal(log);
const dataDir = await mkdtemp(join(tmpdir(), 'chatops-record-'));
const stack = await startDevStack({ databaseUrl: undefined, dataDir, log, say: (line) => console.log(line) });
const { client, connection } = connectClient(stack.settings.temporal);
const person = (login) => ({ login, request: stack.github.as(login).request });
const [alice, bruno] = ['alice', 'bruno'].map(person);
const talk = createConversation(stack.repository, alice);

/** The history of a workflow that has ended, under a name of its own. */
async function keep(name, workflowId) {
  const handle = client.workflow.getHandle(workflowId);
  await talk.until(`the end of ${workflowId}`, async () => {
    const described = await handle.describe().catch(() => undefined);
    return described === undefined || described.status.name === 'RUNNING' ? undefined : described;
  });
  const history = await handle.fetchHistory();
  const plain = protos.temporal.api.history.v1.History.toObject(history, {
    longs: String,
    enums: String,
    bytes: String,
  });
  await writeFile(join(folder, `${name}.history.json`), `${JSON.stringify(plain)}\n`);
  console.log(`${name}: ${history.events?.length} events of ${workflowId}`);
}

/** A change by a person, approved and merged, until its run has ended; `meanwhile` gets the pull request's number. */
async function runOf(name, spec, meanwhile = async () => {}) {
  const api = `/repos/${stack.repository}`;
  const call = async (path, body, method = 'POST') => (await alice.request(method, `${api}${path}`, body)).body;
  const main = await call('/git/ref/heads/main', undefined, 'GET');
  await call('/git/refs', { ref: `refs/heads/${name}`, sha: main.object.sha });
  const runbook = { apiVersion: 'chatops-commander/v1', kind: 'Runbook', metadata: { name, title: name }, spec };
  const content = Buffer.from(JSON.stringify(runbook)).toString('base64');
  await call(`/contents/changes/${name}.yaml`, { branch: name, message: name, content }, 'PUT');
  const { number } = await call('/pulls', { title: name, head: name, base: 'main', body: '' });
  await talk.approve(bruno, number);
  await talk.merge(bruno, number);
  await meanwhile(number);
  const run = await talk.until(`the end of ${name}`, async () => {
    const [row] = await stack.records.runs.runsOfPull(stack.repository, number);
    return row?.finishedAt ? row : undefined;
  });
  return { number, run };
}
const paused = (number) =>
  talk.until('a pause', async () => {
    const [row] = await stack.records.runs.runsOfPull(stack.repository, number);
    return row?.state === 'paused' ? row : undefined;
  });

try {
  const issue = await talk.openIssue(alice, 'Tout va bien ?');
  const comment = await talk.say(alice, issue, '/ops tout va bien ?');
  await keep('request-reads', `request:${stack.repository}:comment:${comment.id}`);
  const restart = await talk.say(alice, issue, '/ops redémarre le site');
  await keep('request-proposes', `request:${stack.repository}:comment:${restart.id}`);

  const targets = { servers: ['web-01', 'web-02'] };
  const step = (id, script, more = {}) => ({
    id,
    uses: 'shell.run',
    with: { argv: ['/bin/sh', '-c', script] },
    ...more,
  });
  const fine = await runOf('fine', {
    targets,
    strategy: { batch: 1 },
    steps: [
      { id: 'look', uses: 'system.disk' },
      step('flaky', 'echo x >>"$HOME/f"; test $(wc -l <"$HOME/f") -ge 2', { retry: { attempts: 3, backoff: '100ms' } }),
    ],
  });
  await keep('run-succeeds-in-batches', fine.run.workflowId);
  await keep('change-runs', `change:${stack.repository}:${fine.number}`);

  const { health } = stack.servers.inventory().services.site;
  const careful = await runOf(
    'careful',
    {
      targets,
      strategy: { batch: 1, pause: '100ms', health: ['up'] },
      watch: { uses: 'http.check', with: { url: health.url }, every: '200ms' },
      before: [{ id: 'room', uses: 'system.disk', assert: 'outputs.freeMiB > 1' }],
      steps: [
        step('first', 'true', { if: 'server.name == "web-01"' }),
        { id: 'breathe', uses: 'wait.for', with: { duration: '100ms' } },
        {
          id: 'settled',
          uses: 'wait.until',
          with: { within: '1m', every: '1s', condition: 'outputs.status == 200' },
          probe: { uses: 'http.check', with: { url: health.url } },
        },
        { id: 'up', uses: 'http.check', with: { url: health.url, within: '5s' } },
      ],
      after: [{ id: 'ask', uses: 'gate.approve', with: { message: 'All well?', within: '5m' } }],
    },
    async (number) => {
      const { workflowId } = await paused(number);
      const decision = { approve: true, step: 'ask', by: 'bruno', role: 'operator' };
      await client.workflow.getHandle(workflowId).executeUpdate('decide', { args: [decision] });
    },
  );
  await keep('run-waits-and-watches', careful.run.workflowId);

  const mended = await runOf(
    'mended',
    {
      targets: { servers: ['db-01'] },
      onFailure: 'pause',
      steps: [step('broken', 'test -e "$HOME/mended"'), step('last', 'true')],
    },
    async (number) => {
      await paused(number);
      await talk.say(alice, number, '/ops skip broken --reason mended by hand');
    },
  );
  await keep('run-pauses-and-skips', mended.run.workflowId);

  const undone = await runOf('undone', {
    targets: { servers: ['web-02'] },
    onFailure: 'rollback',
    steps: [
      { id: 'stop', uses: 'service.stop', with: { service: 'site-staging' } },
      step('broken', 'exit 3', { rollback: 'none' }),
    ],
  });
  await keep('run-rolls-back', undone.run.workflowId);

  const cancelled = await runOf(
    'cancelled',
    { targets: { servers: ['db-01'] }, steps: [step('long', 'echo x >>"$HOME/long"; sleep 600')] },
    async (number) => {
      await talk.until(
        'the command',
        async () => existsSync(join(stack.servers.server('db-01').home, 'long')) || undefined,
      );
      await talk.say(alice, number, '/ops cancel');
    },
  );
  await keep('run-is-cancelled', cancelled.run.workflowId);

  const swept = await talk.until('a sweep that ended', async () => {
    for await (const one of client.workflow.list({ query: "WorkflowType = 'sweep' and ExecutionStatus = 'Completed'" }))
      return one.workflowId;
    return undefined;
  });
  await keep('sweep', swept);
} finally {
  await connection.close();
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}

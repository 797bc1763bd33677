// The whole product: a worker in a process of its own, which runs runbooks through Temporal and answers what they took.
// node own-worker.mjs WORKER.json
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { starterPolicy } from '../../cli/dist/init/starter-policy.js';
import { createLog, logTemporal } from '../../cli/dist/runtime/create-log.js';
import { openDatabase } from '../../cli/dist/runtime/open-database.js';
import { startWorkerWith } from '../../cli/dist/runtime/start-worker.js';
import { gitBlobId } from '../../engine/dist/runbook/git-blob.js';
import { createConfigReader } from '../../workflows/dist/activities/config-in-force.js';
import { createRunActivities } from '../../workflows/dist/activities/run/create-run-activities.js';
import { connectClient } from '../../workflows/dist/connect.js';
import { runWorkflowId } from '../../workflows/dist/contract.js';
import { createWorkflowStarts } from '../../workflows/dist/start-workflows.js';
import { beResident } from './resident.mjs';
import { shareOfTemporal } from './share-of-temporal.mjs';

const repository = 'bench/fleet';
const { settings, inventory } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const log = createLog('error');
logTemporal(log);
const database = openDatabase(settings);
const { records } = database;
const config = createConfigReader(records.acceptedFiles);
const { client, connection } = connectClient(settings.temporal);
const starts = createWorkflowStarts(client, settings.taskQueue);
const contents = new Map();
let transport;
const worker = await startWorkerWith({ settings, records, log }, (tools) => {
  transport = tools.transport;
  return createRunActivities({
    records,
    config,
    runner: tools.runner,
    jobs: tools.transport,
    readOnly: false,
    judge: async () => undefined,
    readBlob: async (_repository, blob) => contents.get(blob),
    fileAt: async () => undefined,
    announcements: { say: async () => {}, progress: async () => {}, conclude: async () => {} },
    isOpen: (workflowId) => starts.isOpen(workflowId),
    wake: (workflowId) => starts.wake(workflowId),
    nudgeChange: async () => {},
    uiLink: () => undefined,
  });
});
const policy = starterPolicy({ admins: ['bench'], operators: [], viewers: [] });
for (const [kind, content] of Object.entries({ inventory, policy }))
  await records.acceptedFiles.accept({
    ...{ repository, kind, content, commit: gitBlobId(content), acceptedBy: ['bench'], blob: gitBlobId(content) },
  });
const servers = Object.keys(parse(inventory).servers);
let pull = 0;

/** From the workflow's start to its outcome. */
async function runOnce({ steps, kind, cold, servers: names = servers }) {
  if (cold) await transport.close();
  pull += 1;
  const text = stringify(runbookOf(steps, kind, names, pull), { aliasDuplicateObjects: false });
  const blob = gitBlobId(text);
  contents.set(blob, Buffer.from(text));
  const input = { repository, pull, mergeCommit: blob, path: 'changes/fleet.yaml', blob };
  const { inventoryDigest, policyDigest } = await config.inForce(repository);
  const { run } = await records.runs.registerRun({
    ...{ ...input, requester: 'bench', approvers: ['bench'], risk: 'low', inventoryDigest, policyDigest },
    ...{ language: 'en', servers: names, title: 'Fleet' },
  });
  const started = performance.now();
  await starts.startRun(input, { runId: run.id, attempt: 1, title: run.title });
  const handle = client.workflow.getHandle(runWorkflowId(run.id, 1));
  const { state } = await handle.result();
  const ms = performance.now() - started;
  if (state !== 'succeeded')
    throw new Error(`the run ended as ${state}: ${JSON.stringify(await firstFailure(run.id))}`);
  return { ms, ...(await shareOfTemporal(handle)) };
}

async function firstFailure(runId) {
  const rows = await records.outcomes.ofRun(runId);
  return rows.find(({ result }) => result?.kind !== 'done' && result?.kind !== 'already-so');
}

const reading = { uses: 'system.disk' };
const changing = { uses: 'shell.run', with: { argv: ['true'] }, rollback: 'none' };

const runbookOf = (steps, kind, names, number) => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: `fleet-${number}`, title: 'Fleet' },
  spec: {
    targets: { servers: names },
    strategy: { batch: '100%' },
    onFailure: 'stop',
    steps: Array.from({ length: steps }, (_, index) => ({
      id: `s${index}`,
      ...(kind === 'read' ? reading : changing),
    })),
  },
});

/** What is held when nothing runs and everything that can be collected is: what grows here is a leak. */
function atRest() {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMiB: heapUsed / 2 ** 20, externalMiB: external / 2 ** 20, restMiB: rss / 2 ** 20 };
}

await beResident(
  async (question) => (question.atRest ? atRest() : await runOnce(question)),
  async () => {
    await worker.stop();
    await Promise.all([connection.close(), database.close()]);
  },
);

// One run on many servers, which are names of a few sshd: npm run bench -- wide [SERVERS] [STEPS] [BATCH]. By hand only.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { startDevStack } from '../cli/dist/dev/dev-stack.js';
import { runLocally } from '../cli/dist/local-run/run-locally.js';
import { createLog, logTemporal } from '../cli/dist/runtime/create-log.js';
import { starterPolicy } from '../cli/dist/init/starter-policy.js';
import { parseRunbook } from '../schemas/dist/index.js';
import { connectClient } from '../workflows/dist/connect.js';
import { loadPerCore, machine } from './machine.mjs';

const [servers = 1_000, steps = 50, batch = 100] = process.argv.slice(3).map(Number);

export async function bench() {
  const log = createLog('error');
  logTemporal(log);
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-wide-'));
  const stack = await startDevStack({ databaseUrl: undefined, dataDir, log, say: () => {}, worker: false });
  const { client, connection } = connectClient(stack.settings.temporal);
  const memory = watchMemory();
  try {
    const text = stringify(runbookOf(servers, steps, batch));
    const started = performance.now();
    const { runId, state } = await runLocally(
      {
        file: 'wide.yaml',
        text,
        runbook: parseRunbook(text, 'wide.yaml'),
        inventory: { text: stringify(inventoryOf(stack, servers), { aliasDuplicateObjects: false }) },
        policy: { text: starterPolicy({ admins: ['bench'], operators: [], viewers: [] }) },
      },
      stack.settings,
      stack.records,
      log,
      () => {},
    );
    const seconds = (performance.now() - started) / 1_000;
    const rows = await stack.records.outcomes.ofRun(runId);
    const histories = await historiesOf(client, `run:${runId}:1`);
    const bytes = histories.reduce((sum, one) => sum + one.bytes, 0);
    const result = {
      machine: { ...machine(), loadPerCore: loadPerCore() },
      servers,
      steps,
      batch,
      state,
      seconds: Math.round(seconds * 10) / 10,
      outcomes: countBy(rows.map((row) => row.result?.kind ?? 'none')),
      twice: rows.length - new Set(rows.map((row) => `${row.stepId} ${row.server}`)).size,
      histories: histories.length,
      events: histories.reduce((sum, one) => sum + one.events, 0),
      historyBytes: bytes,
      historyBytesPerStepAndServer: Math.round((bytes / (servers * steps)) * 10) / 10,
      // of the whole process: worker, Temporal's client, database and the emulated GitHub
      peakMiB: memory.end(),
    };
    console.log(JSON.stringify(result, null, 2));
    await writeFile(new URL('./results/wide.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
    return state === 'succeeded' && result.twice === 0;
  } finally {
    await connection.close();
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const nameOf = (index) => `wide-${String(index).padStart(4, '0')}`;

/** Every name is one of the sample servers; each has its own lock, jobs and connections. */
function inventoryOf(stack, count) {
  const { servers: real } = stack.servers.inventory();
  const entries = Object.values(real);
  return {
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [nameOf(index), entries[index % entries.length]]),
    ),
  };
}

/** Reading and changing steps in turn, ten at a time, so that both kinds of stretches occur. */
function runbookOf(count, stepCount, batchSize) {
  const step = (index) =>
    Math.floor(index / 10) % 2 === 0
      ? { id: `step_${index}`, uses: 'system.info' }
      : { id: `step_${index}`, uses: 'shell.run', with: { argv: ['true'] }, rollback: 'none' };
  return {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name: 'wide', title: 'Wide' },
    spec: {
      targets: { servers: Array.from({ length: count }, (_, index) => nameOf(index)) },
      strategy: { batch: batchSize },
      onFailure: 'stop',
      steps: Array.from({ length: stepCount }, (_, index) => step(index)),
    },
  };
}

/** A run may have gone on in fresh histories; the first is reached from the last by their ids. */
async function historiesOf(client, workflowId) {
  const found = [];
  for (let runId; ; ) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw, historyLength } = await handle.describe();
    found.push({ events: historyLength, bytes: Number(raw.workflowExecutionInfo?.historySizeBytes) });
    const { events } = await handle.fetchHistory();
    const before = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    if (!before) return found;
    runId = before;
  }
}

function watchMemory() {
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 200);
  return {
    end() {
      clearInterval(look);
      return Math.round(peak / 1024 / 1024);
    },
  };
}

function countBy(names) {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

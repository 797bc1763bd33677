import { fileURLToPath } from 'node:url';
import { createCatalogPlanner } from '../engine/dist/planner/catalog-planner.js';
import { loadCatalog, loadDiagnoses } from '../engine/dist/planner/load-catalog.js';
import { distribution } from './distribution.mjs';
import { loadPerCore, machine, versions } from './machine.mjs';
import { largeInventory } from './plan/large-inventory.mjs';
import { requests } from './plan/requests.mjs';
import { WHOLE_REQUEST_GOAL_MS, wholeRequests } from './plan/with-model.mjs';
import { printTable, writeResults } from './report.mjs';

const SERVERS = 1000;
const RUNBOOKS = 60;
const ROUNDS = 5;
/** For the p95, in ms. */
const GOAL = 20;

/**
 * What the catalog planner takes for one request, with a library of a team's first year and a thousand servers; and what
 * a whole request takes, comment to pull request, with a model that answers in two seconds.
 */
export async function bench() {
  const before = loadPerCore();
  const folder = fileURLToPath(new URL('../runbooks', import.meta.url));
  const own = await loadCatalog(folder);
  const catalog = [...own, ...copies(own, RUNBOOKS - own.length)];
  const diagnoses = await loadDiagnoses(folder);
  const inventory = largeInventory(SERVERS);
  const planner = createCatalogPlanner();
  const plan = (text) =>
    planner.plan({
      text,
      thread: [],
      inventory,
      catalog,
      diagnoses,
      openProposals: [],
      findings: [],
      source: { issue: 1, requester: 'bench' },
    });

  // The first request of a worker reads inventory and catalog into indexes; all others find them.
  const first = await timed(() => createCatalogPlanner().plan({ ...context(inventory, catalog), text: requests[0] }));
  for (const text of requests) await plan(text);
  const taken = [];
  const cpu = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const text of requests) {
      const spent = process.cpuUsage();
      taken.push(await timed(() => plan(text)));
      const { user, system } = process.cpuUsage(spent);
      cpu.push((user + system) / 1000);
    }

  const planned = distribution(taken);
  const figures = [
    { name: 'one request', key: 'plan', unit: 'ms', distribution: planned },
    // On a machine that does other work, what the planner itself needs.
    { name: 'one request, CPU', key: 'cpu', unit: 'ms', distribution: distribution(cpu) },
    { name: 'the first request of a worker', key: 'first', unit: 'ms', distribution: distribution([first]) },
    {
      name: 'comment to pull request, model 2 s',
      key: 'wholeRequest',
      unit: 'ms',
      goal: WHOLE_REQUEST_GOAL_MS,
      distribution: await wholeRequests(),
    },
  ];
  printTable(figures);
  const verdict = planned.p95 <= GOAL ? 'reached' : 'not reached';
  console.log(`p95 ${planned.p95} ms; goal ${GOAL} ms: ${verdict}`);
  console.log(`${catalog.length} runbooks, ${SERVERS} servers, ${requests.length} requests, ${ROUNDS} rounds`);
  const file = writeResults('plan', {
    bench: 'plan',
    at: new Date().toISOString(),
    figures,
    goal: { p95: GOAL, verdict },
    size: { runbooks: catalog.length, ownRunbooks: own.length, servers: SERVERS, requests: requests.length },
    load: { before, after: loadPerCore() },
    machine: machine(),
    versions: versions([]),
  });
  console.log(`written to ${file}`);
}

const context = (inventory, catalog) => ({
  thread: [],
  inventory,
  catalog,
  openProposals: [],
  findings: [],
  source: { issue: 1, requester: 'bench' },
});

/** Until the library itself is that large: its runbooks again, asked for by words of their own. */
function copies(own, count) {
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const { path, blob, runbook } = own[at % own.length];
    const { triggers = {} } = runbook.spec;
    const marked = Object.fromEntries(
      Object.entries(triggers).map(([language, phrases]) => [
        language,
        phrases.map((phrase) => `${phrase} flavour${at}`),
      ]),
    );
    const name = `${runbook.metadata.name}-${at}`;
    return {
      path: path.replace(/\.yaml$/, `-${at}.yaml`),
      blob,
      runbook: { ...runbook, metadata: { ...runbook.metadata, name }, spec: { ...runbook.spec, triggers: marked } },
    };
  });
}

async function timed(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

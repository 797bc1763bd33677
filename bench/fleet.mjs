// Us and our peers on the same servers, in one run:
//   npm run bench -- fleet [--servers 1,10,100,500] [--only KEY,…] [--rounds N] [--parts fleet,delay,moving,memory]
//     [--limit SECONDS] [--memory-servers N] [--memory-runs N] [--name NAME]
import { parseArgs } from 'node:util';
import { contenders, isThere, needsPeers } from './fleet/contenders.mjs';
import { startFarm } from './fleet/farm.mjs';
import { judge } from './fleet/goals.mjs';
import { installPeers } from './fleet/install-peers.mjs';
import { measureDelay } from './fleet/measure-delay.mjs';
import { measureFleet } from './fleet/measure-fleet.mjs';
import { measureMemory } from './fleet/measure-memory.mjs';
import { measureMoving } from './fleet/measure-moving.mjs';
import { createProcesses } from './fleet/processes.mjs';
import { printFleet, summarize } from './fleet/fleet-table.mjs';
import { startServices } from './fleet/services.mjs';
import { loadPerCore, machine, versions } from './machine.mjs';
import { writeResults } from './report.mjs';

const PARTS = ['fleet', 'delay', 'moving', 'memory'];
/** Servers that anything works on at the same time; the same for everybody. */
const MOST_AT_ONCE = 100;
const ROUNDS = { 1: 5, 10: 3, 100: 2, 500: 1 };

export async function bench() {
  const asked = readArguments(process.argv.slice(3));
  const chosen = contenders.filter(({ key }) => asked.only === undefined || asked.only.includes(key));
  const peers = chosen.some(needsPeers)
    ? await installPeers()
    : { versions: {}, missing: [], has: () => false, program: (name) => name };
  const there = chosen.filter((contender) => isThere(contender, peers));
  const before = loadPerCore();
  const most = Math.max(...asked.servers, asked.parts.includes('memory') ? asked.memory.servers : 1);
  const services = await startServices();
  const farm = await startFarm(most).catch(async (error) => {
    await services.stop();
    throw error;
  });
  const processes = createProcesses();
  const stop = async () => {
    processes.endAll();
    await farm.stop();
    await services.stop();
  };
  const loads = { before };
  const samples = [];
  const found = { troubles: [] };
  const keep = (sample) => samples.push(sample);
  const tell = (more) => conclude({ ...{ asked, samples, found, services, farm, peers, loads }, more });
  // it takes long, so what was measured so far is worth having
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      if (samples.length > 0) tell({ interrupted: true });
      void stop().finally(() => process.exit(130));
    });
  const keepTrouble = (trouble) => found.troubles.push(trouble);
  const scene = {
    ...{ farm, services, peers, processes, contenders: there, mostAtOnce: MOST_AT_ONCE, limitMs: asked.limitMs },
    ...{ say: console.log, keep, keepTrouble },
  };
  const rounds = (usual) => asked.rounds ?? usual;
  try {
    if (asked.parts.includes('fleet'))
      for (const count of asked.servers) {
        console.log(`${count} server${count === 1 ? '' : 's'}`);
        await measureFleet({ ...scene, count, rounds: rounds(ROUNDS[count] ?? 3) });
        loads[`after ${count}`] = loadPerCore();
      }
    if (asked.parts.includes('delay')) await measureDelay({ ...scene, rounds: rounds(7) });
    if (asked.parts.includes('moving')) await measureMoving({ ...scene, rounds: rounds(5) });
    if (asked.parts.includes('memory'))
      found.memory = await measureMemory({ ...scene, count: asked.memory.servers, runs: asked.memory.runs });
  } finally {
    await stop();
  }
  tell({});
}

function conclude({ asked, samples, found, services, farm, peers, loads, more }) {
  loads.after = loadPerCore();
  const figures = summarize(samples);
  printFleet(figures, contenders);
  const goals = judge(samples, found);
  for (const { goal, verdict } of goals) console.log(`${verdict}: ${goal}`);
  for (const one of peers.missing) console.log(`not measured: ${one}`);
  for (const { servers, contender, steps, mode, scene, because, overLimit } of found.troubles)
    console.log(
      `${overLimit ? 'over the limit' : 'failed'}: ${contender}, ${servers} servers${scene ? `, ${scene}` : ''}, ${steps ?? ''} ${mode}: ${because}`,
    );
  console.log(`load per core: ${JSON.stringify(loads)}`);
  const file = writeResults(asked.name, {
    bench: 'fleet',
    at: new Date().toISOString(),
    arguments: process.argv.slice(3),
    ...more,
    goals,
    figures,
    ...found,
    conditions: conditions(services, farm),
    load: loads,
    machine: machine(),
    versions: { ...versions(['ssh2', '@temporalio/worker', 'pg']), ...peers.versions },
    notMeasured: peers.missing,
  });
  console.log(`written to ${file}`);
}

const conditions = (services, farm) => ({
  servers: 'loopback addresses, sixteen to an sshd; clients and servers share the machine',
  homes: farm.folder.startsWith('/dev/shm') ? 'in memory' : 'on disk',
  atOnce: MOST_AT_ONCE,
  hostKeys: 'checked by all but parallel-ssh, which cannot',
  keyExchange:
    'curve25519-sha256 for OpenSSH, which is what its newer releases cost; sntrup761 takes seven times as much',
  records: services.database,
});

function readArguments(args) {
  const { values } = parseArgs({
    args,
    options: {
      servers: { type: 'string', default: '1,10,100,500' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      parts: { type: 'string', default: PARTS.join() },
      limit: { type: 'string', default: '180' },
      'memory-servers': { type: 'string', default: '500' },
      'memory-runs': { type: 'string', default: '10' },
      name: { type: 'string', default: 'fleet' },
    },
  });
  const unknown = [
    ...(values.only?.split(',') ?? []).filter((key) => !contenders.some((contender) => contender.key === key)),
    ...values.parts.split(',').filter((part) => part !== '' && !PARTS.includes(part)),
  ];
  if (unknown.length > 0)
    throw new Error(
      `unknown: ${unknown.join(', ')}; --only takes ${contenders.map(({ key }) => key).join(',')}, --parts ${PARTS.join(',')}`,
    );
  return {
    servers: values.servers.split(',').map(Number),
    only: values.only?.split(','),
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    parts: values.parts.split(','),
    limitMs: Number(values.limit) * 1_000,
    memory: { servers: Number(values['memory-servers']), runs: Number(values['memory-runs']) },
    name: values.name,
  };
}

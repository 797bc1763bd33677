import { own } from './own.mjs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const RUNS = 10;
const STEPS = 3;

/** A worker that runs a runbook on so many servers, again and again: what it holds at most, and whether that grows. */
export async function measureMemory({ farm, services, count, say }) {
  const servers = farm.servers.slice(0, count);
  const folder = join(farm.folder, 'memory');
  await mkdir(folder, { recursive: true });
  const contender = own.find(({ key }) => key === 'temporalChange');
  const ready = await contender.start({ farm, servers, services, folder });
  const rss = [];
  let peakMiB = 0;
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const taken = await ready.kept(STEPS);
      rss.push(Math.round(taken.rssMiB));
      peakMiB = taken.peakMiB;
      say(
        `  ${count} servers, run ${run + 1}: ${Math.round(taken.ms)} ms, ${Math.round(taken.rssMiB)} MiB now, ${Math.round(peakMiB)} MiB at most`,
      );
    }
  } finally {
    await ready.close();
  }
  // the first run opens the connections
  return {
    servers: count,
    runs: RUNS,
    steps: STEPS,
    rssMiB: rss,
    peakMiB: Math.round(peakMiB),
    growthMiB: rss.at(-1) - rss[1],
  };
}

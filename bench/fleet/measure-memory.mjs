import { own } from './own.mjs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const STEPS = 3;

/**
 * A worker that runs a runbook on so many servers, again and again: what it holds at most, and whether that grows. Undefined, and told
 * to `keepTrouble`, when a run fails or does not end in time.
 */
export async function measureMemory({ farm, services, count, runs, processes, limitMs, say, keepTrouble }) {
  const servers = farm.servers.slice(0, count);
  const folder = join(farm.folder, 'memory');
  await mkdir(folder, { recursive: true });
  const contender = own.find(({ key }) => key === 'temporalChange');
  const ready = await contender.start({ farm, servers, services, folder, processes });
  const rss = [];
  const heap = [];
  let peakMiB = 0;
  try {
    for (let run = 0; run < runs; run += 1) {
      const taken = await processes.within(limitMs, () => ready.kept(STEPS));
      rss.push(Math.round(taken.rssMiB));
      peakMiB = taken.peakMiB;
      say(
        `  ${count} servers, run ${run + 1}: ${Math.round(taken.ms)} ms, ${Math.round(taken.rssMiB)} MiB now, ${Math.round(peakMiB)} MiB at most`,
      );
      // not after each: what a worker holds by itself would not be seen
      if (run % 3 === 0 || run === runs - 1) {
        const { heapMiB, externalMiB, restMiB } = await ready.atRest();
        heap.push(Math.round((heapMiB + externalMiB) * 10) / 10);
        say(`    collected: ${heap.at(-1)} MiB in use, ${Math.round(restMiB)} MiB held`);
      }
    }
  } catch (error) {
    keepTrouble({
      ...{ servers: count, contender: contender.key, mode: 'memory', steps: STEPS, because: error.message },
      overLimit: error.name === 'OverLimit',
    });
    return undefined;
  } finally {
    await ready.close();
  }
  // the first run opens the connections
  return {
    servers: count,
    runs,
    steps: STEPS,
    rssMiB: rss,
    inUseMiB: heap,
    peakMiB: Math.round(peakMiB),
    growthMiB: rss.at(-1) - rss[1],
  };
}

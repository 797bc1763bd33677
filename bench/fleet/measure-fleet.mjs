import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readingCommandLine } from './reading-command.mjs';

export const MODES = ['cold', 'connecting', 'kept'];
export const STEPS = [1, 10];

/**
 * Every contender in turn, round by round, so that what else the machine does meets them all alike and a ratio is one of
 * the same moment.
 *
 * @param {{ keep(sample: Sample): void }} scene `keep` is given each sample when it is taken
 * @typedef {{ servers: number, contender: string, mode: string, steps: number, round: number, ms: number, cpu?: number,
 *   temporalMs?: number, stages?: Record<string, number>, peakMiB?: number, rssMiB?: number }} Sample
 */
export async function measureFleet({ farm, count, contenders, rounds, services, peers, say, keep, mostAtOnce }) {
  const servers = farm.servers.slice(0, count);
  const parallel = Math.min(count, mostAtOnce);
  const folder = join(farm.folder, `n${count}`);
  await mkdir(folder, { recursive: true });
  const fleetFile = join(folder, 'fleet.json');
  const commands = { true: 'true', reading: readingCommandLine() };
  await writeFile(fleetFile, JSON.stringify({ servers, parallel, commands }));
  const started = [];
  try {
    for (const contender of contenders) {
      const ready = await contender.start({ farm, servers, parallel, folder, fleetFile, services, peers });
      if (ready === undefined) continue;
      started.push({ contender, ready });
      // what is compiled at the first call, and connections, are not what keeping costs
      await ready.kept?.(1);
    }
    for (let round = 0; round < rounds; round += 1)
      for (const { contender, ready } of started)
        for (const mode of MODES)
          for (const steps of STEPS) {
            const taken = await ready[mode]?.(steps);
            if (taken === undefined) continue;
            keep({ servers: count, contender: contender.key, mode, steps, round, ...taken });
            const cpu = taken.cpu === undefined ? '' : `, ${taken.cpu.toFixed(2)} s of CPU`;
            const stages =
              taken.stages === undefined
                ? ''
                : ` ${JSON.stringify(taken.stages)}, Temporal ${Math.round(taken.temporalMs)} ms`;
            say(`  ${contender.name}, ${steps} ${mode}: ${Math.round(taken.ms)} ms${cpu}${stages}`);
          }
  } finally {
    for (const { ready } of started) await ready.close();
  }
}

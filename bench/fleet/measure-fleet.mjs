import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readingCommandLine } from './reading-command.mjs';

export const MODES = ['cold', 'connecting', 'kept'];
export const STEPS = [1, 10];

/**
 * Every contender in turn, round by round, so that what else the machine does meets them all alike and a ratio is one of
 * the same moment. A row that fails or takes longer than `limitMs` is told to `keepTrouble`, and not measured again on so
 * many servers; all others are.
 *
 * @param {{ keep(sample: Sample): void, keepTrouble(trouble: Trouble): void }} scene told of each row at once
 * @typedef {{ servers: number, contender: string, mode: string, steps: number, round: number, ms: number, cpu?: number,
 *   temporalMs?: number, stages?: Record<string, number>, peakMiB?: number, rssMiB?: number }} Sample
 * @typedef {{ servers: number, contender: string, mode: string, steps?: number, because: string, overLimit: boolean }} Trouble
 */
export async function measureFleet(scene) {
  const { farm, count, contenders, rounds, processes, limitMs, mostAtOnce, say, keep } = scene;
  const servers = farm.servers.slice(0, count);
  const parallel = Math.min(count, mostAtOnce);
  const folder = join(farm.folder, `n${count}`);
  await mkdir(folder, { recursive: true });
  const fleetFile = join(folder, 'fleet.json');
  const commands = { true: 'true', reading: readingCommandLine() };
  await writeFile(fleetFile, JSON.stringify({ servers, parallel, commands }));
  const { services, peers } = scene;
  const started = [];
  const lost = new Set();
  /** Undefined where it did not come to an end; then nobody waits for it again. */
  const limited = async (contender, { mode, steps }, work) => {
    try {
      return await processes.within(limitMs, work);
    } catch (error) {
      const overLimit = error.name === 'OverLimit';
      const because = error.message;
      scene.keepTrouble({ servers: count, contender: contender.key, mode, steps, because, overLimit });
      say(`  ${contender.name}, ${steps ?? ''} ${mode}: ${overLimit ? '' : 'failed: '}${because}`);
      lost.add(rowName(contender, mode, steps));
      return undefined;
    }
  };
  try {
    for (const contender of contenders) {
      const ready = await limited(contender, { mode: 'start' }, async () => {
        const one = await contender.start({ farm, servers, parallel, folder, fleetFile, services, peers, processes });
        if (one === undefined) return undefined;
        started.push({ contender, ready: one });
        // what is compiled at the first call, and connections, are not what keeping costs
        await one.kept?.(1);
        return one;
      });
      if (ready === undefined)
        for (const mode of MODES) for (const steps of STEPS) lost.add(rowName(contender, mode, steps));
    }
    for (let round = 0; round < rounds; round += 1)
      for (const { contender, ready } of started)
        for (const mode of MODES)
          for (const steps of STEPS) {
            if (ready[mode] === undefined || lost.has(rowName(contender, mode, steps))) continue;
            const taken = await limited(contender, { mode, steps }, () => ready[mode](steps));
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
    for (const { contender, ready } of started) await limited(contender, { mode: 'end' }, () => ready.close());
  }
}

const rowName = ({ key }, mode, steps) => `${key} ${mode} ${steps}`;

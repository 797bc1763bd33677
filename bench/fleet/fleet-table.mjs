import { distribution } from '../distribution.mjs';
import { MODES, STEPS } from './measure-fleet.mjs';

const keyOf = ({ servers, contender, mode, steps, scene = '' }) => [scene, servers, contender, mode, steps].join(' ');

/** One figure per contender and case: milliseconds, and the median of CPU seconds and of Temporal's share. */
export function summarize(samples) {
  const groups = Map.groupBy === undefined ? groupBy(samples) : Map.groupBy(samples, keyOf);
  return [...groups.values()].map((group) => {
    const [{ servers, contender, mode, steps, scene }] = group;
    const median = (field) => {
      const values = group.flatMap((one) => (one[field] === undefined ? [] : [one[field]]));
      return values.length === 0 ? undefined : distribution(values.map((value) => value * 1_000)).p50 / 1_000;
    };
    return {
      ...{ scene, servers, contender, mode, steps, ms: distribution(group.map(({ ms }) => ms)) },
      ...{ cpuSeconds: median('cpu'), temporalMs: median('temporalMs'), peakMiB: median('peakMiB') },
    };
  });
}

function groupBy(samples) {
  const groups = new Map();
  for (const sample of samples) groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  return groups;
}

/** Seconds of wall time, and of CPU of the client in brackets; a line per contender. */
export function printFleet(figures, contenders) {
  const cases = STEPS.flatMap((steps) => MODES.map((mode) => ({ steps, mode })));
  const heading = cases.map(({ steps, mode }) => `${steps === 1 ? 'one' : 'ten'}, ${mode}`);
  const places = [...new Set(figures.map(({ scene, servers }) => JSON.stringify({ scene, servers })))].map((text) =>
    JSON.parse(text),
  );
  for (const { scene, servers } of places) {
    const here = figures.filter((one) => one.scene === scene && one.servers === servers);
    const rows = contenders.flatMap(({ key, name }) => {
      const ofIt = here.filter(({ contender }) => contender === key);
      if (ofIt.length === 0) return [];
      return [
        [name, ...cases.map(({ steps, mode }) => say(ofIt.find((one) => one.steps === steps && one.mode === mode)))],
      ];
    });
    if (rows.length === 0) continue;
    print([[`${servers} server${servers === 1 ? '' : 's'}${scene ? `, ${scene}` : ''}`, ...heading], ...rows]);
  }
}

function say(figure) {
  if (figure === undefined) return '';
  const seconds = (figure.ms.p50 / 1_000).toFixed(2);
  const cpu = figure.cpuSeconds === undefined ? '' : ` (${figure.cpuSeconds.toFixed(2)})`;
  return `${seconds}${cpu}`;
}

export function print(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  console.log('');
}

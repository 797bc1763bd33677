import { mkdirSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ name: string, unit: 'ms', distribution: import('./distribution.mjs').Distribution, goal?: number }} Figure
 *   `goal` is for the p50.
 */

/** @param {Figure} figure */
export const verdict = ({ goal, distribution }) =>
  goal === undefined ? '' : distribution.p50 <= goal ? 'reached' : 'not reached';

/** @param {readonly Figure[]} figures */
export function printTable(figures) {
  const rows = [
    ['', 'p50', 'p95', 'min', 'max', 'n', 'goal (p50)', ''],
    ...figures.map((figure) => {
      const { p50, p95, min, max, n } = figure.distribution;
      return [
        figure.name,
        ms(p50),
        ms(p95),
        ms(min),
        ms(max),
        String(n),
        figure.goal ? ms(figure.goal) : '',
        verdict(figure),
      ];
    }),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
}

const ms = (value) => `${value} ms`;

/** Writes bench/results/NAME.json; the last run's figures stand in the repository, so that a change of them is seen in review. */
export function writeResults(name, results) {
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${name}.json`, folder);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return file.pathname;
}

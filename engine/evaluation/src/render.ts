import { outcomes } from './evaluation-case.js';
import { measures, type Score } from './score.js';
import { type Rate, type Tally, tally, tallyBy } from './tally.js';

const percent = ({ right, of }: Rate): string => (of === 0 ? '–' : `${((100 * right) / of).toFixed(1)} %`);

/** One part as a table by category, language and world, the sums last. */
export function renderTable(scores: readonly Score[]): string {
  const head = ['', 'cases', ...measures, 'all right', 'beyond'];
  const row = (name: string, one: Tally): string[] => [
    name,
    String(one.cases),
    ...measures.map((measure) => percent(one.rates[measure])),
    percent({ right: one.right, of: one.cases }),
    String(one.beyond),
  ];
  const byCategory = tallyBy(
    scores.toSorted((one, other) => (one.case.category < other.case.category ? -1 : 1)),
    (score) => score.case.category,
  );
  const byLanguage = tallyBy(scores, (score) => score.case.language);
  return align([
    head,
    ...[...byCategory].map(([name, one]) => row(name, one)),
    ...[...byLanguage].map(([name, one]) => row(name === 'fr' ? 'French' : 'English', one)),
    ...[...tallyBy(scores, (score) => score.case.world)].map(([name, one]) => row(`world ${name}`, one)),
    row('together', tally(scores)),
  ]);
}

/** What we would like best, downwards, against what came, to the right. */
export function renderConfusion(scores: readonly Score[]): string {
  const count = (wanted: string, came: string): number =>
    scores.filter(({ case: { expect }, planned }) => {
      // an outcome that is acceptable counts as the one that was wanted
      const best = expect.outcomes.includes(planned.outcome) ? planned.outcome : expect.outcomes[0];
      return best === wanted && planned.outcome === came;
    }).length;
  return align([
    ['wanted \\ came', ...outcomes],
    ...outcomes.map((wanted) => [wanted, ...outcomes.map((came) => String(count(wanted, came) || '.'))]),
  ]);
}

/** Each case that is not all right, with what was wrong and what came instead. */
export function renderFailures(scores: readonly Score[]): string {
  return scores
    .filter(({ right }) => !right)
    .map(({ case: one, planned, verdicts, beyond }) => {
      const wrong = measures.filter((measure) => verdicts[measure] === false);
      const { outcomes: wanted, actions, targets, risks, inputs } = one.expect;
      const lines = [
        `${one.world}/${one.id}: ${wrong.join(', ')}${beyond.length > 0 ? ` | BEYOND: ${beyond.join('; ')}` : ''}`,
        `  ${JSON.stringify(one.text)}${one.thread.length > 0 ? ` after ${JSON.stringify(one.thread.map(({ by, text }) => `${by}: ${text}`))}` : ''}`,
        `  wanted ${JSON.stringify({ outcomes: wanted, actions, targets, risks, inputs })}`,
        `  came   ${planned.outcome} ${planned.actions.join(' ')} on ${planned.servers.join(' ')} ${planned.risk ?? ''} ${JSON.stringify(planned.values)}`,
        `         ${planned.message.replaceAll('\n', ' ').slice(0, 160)}`,
        ...planned.problems.map((problem) => `         refused by lint: ${problem}`),
      ];
      return lines.join('\n');
    })
    .join('\n');
}

/** @param rows the first is the head; the first column is left-aligned, the others right. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}

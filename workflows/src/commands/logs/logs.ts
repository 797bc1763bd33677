import { hasRole } from '@chatops-commander/engine/approval/roles';
import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { details } from '@chatops-commander/engine/report/markdown';
import { outputBlock, programOutput } from '@chatops-commander/engine/report/server-output';
import { type CommandWords, INCOMPLETE } from '@chatops-commander/engine/request/command';
import { asRun, serverPattern, stepPattern } from '@chatops-commander/engine/request/command-arguments';
import { executionId } from '../../activities/run/execution-id.js';
import { standingOf } from '../../activities/run/step-standing.js';
import { defineCommand } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { runAtHand } from '../run-at-hand.js';
import { noSuchRun, say } from '../say.js';

const outputsShown = 20;
const tailBytes = 16_384;

interface LogsOf {
  readonly run: string;
  readonly step?: string;
  readonly server?: string;
}

export const logs = defineCommand<LogsOf>({
  name: 'logs',
  usage: 'logs RUN [STEP] [SERVER]',
  spellings: ['logs', 'log', 'journaux', 'journal'],
  meaning: { en: 'what a run printed', fr: "ce qu'une exécution a affiché" },
  // what a run printed is content: whoever policy keeps from reading content does not read it here either
  needs: ({ contents }) =>
    hasRole(contents?.role ?? 'operator', 'operator') ? (contents?.role ?? 'operator') : 'operator',
  read: readLogs,
  async answer(asked, { situation }, deps) {
    const { language } = situation.request;
    const run = await runAtHand(asked.run, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const rows = (await deps.records.outcomes.ofRun(executionId(run.id, run.attempt))).filter(
      (row) =>
        (asked.step === undefined || row.stepId === asked.step) &&
        (asked.server === undefined || row.server === asked.server),
    );
    const failedFirst = [...rows.filter(hasFailed), ...rows.filter((row) => !hasFailed(row))];
    const blocks = await Promise.all(
      failedFirst.slice(0, outputsShown).map(async (row) => ({ row, text: await outputOf(row, deps) })),
    );
    const printed = blocks.filter(({ text }) => text !== '');
    if (printed.length === 0)
      return say(language, { en: 'It printed nothing that I kept.', fr: "Elle n'a rien affiché que j'aie gardé." });
    return fitSections(
      printed.map(({ row, text }) => {
        const name = `${row.stepId} · ${row.server}`;
        const leaveOutAs = { en: name, fr: name };
        return { markdown: details(name, outputBlock(text)), leaveOutAs, importance: hasFailed(row) ? 1 : 0 };
      }),
      language,
    );
  },
});

function readLogs({ rest }: CommandWords): LogsOf | typeof INCOMPLETE | undefined {
  const [named, second, third, ...more] = rest;
  const run = asRun(named);
  if (run === undefined || more.length > 0) return undefined;
  if (second === undefined) return { run };
  if (third !== undefined) {
    const fits = stepPattern.test(second) && serverPattern.test(third);
    return fits ? { run, step: second, server: third } : INCOMPLETE;
  }
  // One argument alone is a step unless only a server can be spelled like that.
  if (stepPattern.test(second)) return { run, step: second };
  return serverPattern.test(second) ? { run, server: second } : INCOMPLETE;
}

type Row = Awaited<ReturnType<CommandDeps['records']['outcomes']['ofRun']>>[number];

const hasFailed = ({ result }: Row): boolean => result !== null && standingOf(result) !== 'done';

async function outputOf(row: Row, deps: CommandDeps): Promise<string> {
  const { runId, stepId, server, attempt } = row;
  const [stdout, stderr] = await Promise.all(
    (['stdout', 'stderr'] as const).map((stream) =>
      deps.records.outputs.tail({ runId, stepId, server, attempt, stream }, tailBytes),
    ),
  );
  return [stdout, stderr]
    .map((tail) => programOutput(tail?.bytes.toString('utf8') ?? ''))
    .filter((text) => text !== '')
    .join('\n');
}

import { fitSections } from '@chatops-commander/engine/report/fit-sections';
import { codeBlock, details, inline, inlineCode, link, table } from '@chatops-commander/engine/report/markdown';
import { outputBlock, programOutput } from '@chatops-commander/engine/report/server-output';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { executionId } from '../activities/run/execution-id.js';
import { standingOf } from '../activities/run/step-standing.js';
import { type CommandDeps, type CommandHandler, runAtHand } from './command-handler.js';
import { noSuchRun, say } from './say.js';

const runsShown = 15;
const outputsShown = 20;
const tailBytes = 16_384;

export const runs: CommandHandler<'runs'> = {
  role: 'viewer',
  async answer(_command, situation, deps) {
    const { language } = situation.request;
    const list = await deps.records.runs.list({ limit: runsShown, repository: situation.input.repository });
    if (list.length === 0)
      return say(language, { en: 'Nothing has run here yet.', fr: "Rien n'a encore été exécuté ici." });
    const head = language === 'fr' ? ['Exécution', 'État', 'Quoi'] : ['Run', 'State', 'What'];
    return table(
      head,
      list.map((run) => [inlineCode(run.id), `${run.state} · #${run.pull}`, inline(run.title)]),
    );
  },
};

export const status: CommandHandler<'status'> = {
  role: 'viewer',
  async answer(command, situation, deps) {
    const { language } = situation.request;
    const run = await runAtHand(command.run, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const ended = (await deps.records.outcomes.ofRun(executionId(run.id, run.attempt))).filter(
      (row) => row.finishedAt !== null,
    );
    const steps = language === 'fr' ? `${ended.length} étape(s) terminée(s)` : `${ended.length} step(s) ended`;
    return `${inlineCode(run.id)} **${run.state}** ${inline(run.title)} · #${run.pull} · ${steps}${followLink(run, deps)}`;
  },
};

export const logs: CommandHandler<'logs'> = {
  role: 'operator',
  async answer(command, situation, deps) {
    const { language } = situation.request;
    const run = await runAtHand(command.run, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const rows = (await deps.records.outcomes.ofRun(executionId(run.id, run.attempt))).filter(
      (row) =>
        (command.step === undefined || row.stepId === command.step) &&
        (command.server === undefined || row.server === command.server),
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
};

export const servers: CommandHandler<'servers'> = {
  role: 'viewer',
  async answer(_command, situation) {
    const { language } = situation.request;
    const head = language === 'fr' ? ['Serveur', 'Environnement'] : ['Server', 'Environment'];
    const rows = Object.entries(situation.config.inventory.servers).slice(0, 200);
    return table(
      head,
      rows.map(([name, server]) => [inlineCode(name), inline(server.environment)]),
    );
  },
};

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

function followLink(run: RunRow, deps: CommandDeps): string {
  const url = run.workflowId === null ? undefined : deps.uiLink(run.workflowId);
  return url === undefined ? '' : ` · ${link('Temporal', url)}`;
}

/** What to type, in a block that can be copied. */
export const commandBlock = (command: string): string => codeBlock(`/ops ${command}`);

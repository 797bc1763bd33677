import type { Localized } from '@chatops-commander/engine/actions/action';
import { suggestNext } from '@chatops-commander/engine/planner/suggest-next';
import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { HeardWords } from '@chatops-commander/engine/report/render-heard';
import type { RunReport } from '@chatops-commander/engine/report/render-report';
import type { ReportedStep } from '@chatops-commander/engine/report/step-table';
import type { RunContext } from './run-contexts.js';
import type { FinishedRun, ServerTrouble, WatchFigures } from './run-plan.js';
import { summaryOf } from './step-standing.js';

interface EndedRun {
  readonly run: RunRow;
  readonly context: RunContext;
  readonly outcomes: readonly OutcomeRow[];
  readonly steps: readonly ReportedStep[];
  readonly heard: readonly HeardWords[];
}

/** What is told of a run that has ended. */
export function reportOfRun(
  { run, context, outcomes, steps, heard }: EndedRun,
  { state, trouble, troubles, watched }: Pick<FinishedRun, 'state' | 'trouble' | 'troubles' | 'watched'>,
  links: Pick<RunReport, 'follow'>,
): RunReport {
  return {
    language: run.language,
    outcome: state,
    title: run.title,
    runId: run.id,
    durationMs: run.startedAt === null ? 0 : Date.now() - Date.parse(run.startedAt),
    requester: run.requester ?? run.approvers[0] ?? '',
    approvers: run.approvers,
    pull: run.pull,
    steps,
    heard,
    ...because(trouble, troubles),
    ...watchedOf(context, watched),
    rollback: outcomes.filter((one) => !context.steps.has(one.stepId)).map(toUndone),
    ...nextOf(suggestNext({ runbook: context.runbook, outcome: state, runId: run.id }), run),
    ...links,
  };
}

function watchedOf(context: RunContext, watched: WatchFigures | undefined): Pick<RunReport, 'watched'> {
  const { watch } = context.runbook.spec;
  if (watch === undefined || watched === undefined) return {};
  const { url } = watch.with;
  return { watched: { ...watched, what: typeof url === 'string' ? url : watch.uses, every: watch.every } };
}

function because(trouble: readonly ServerTrouble[], troubles: number): { because: Localized } | undefined {
  const [first] = trouble;
  if (first === undefined) return undefined;
  const more = troubles > 1 ? ` (+${troubles - 1})` : '';
  return {
    because: {
      en: `${first.server}, ${first.step}: ${first.because.en}${more}`,
      fr: `${first.server}, ${first.step} : ${first.because.fr}${more}`,
    },
  };
}

function nextOf(next: ReturnType<typeof suggestNext>, run: RunRow): Pick<RunReport, 'next'> {
  return next === undefined ? {} : { next: { text: next.text, command: next.command[run.language] } };
}

const toUndone = (row: OutcomeRow): RunReport['rollback'][number] => ({
  server: row.server,
  step: row.stepId,
  ok: row.result?.kind === 'done' || row.result?.kind === 'already-so',
  summary: summaryOf(row.result),
  durationMs: row.result?.durationMs ?? 0,
});

import { RUN_STATE_NAMES } from '@chatops-commander/engine/report/run-state-names';
import type { Localized } from '@chatops-commander/engine/actions/action';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { renderError } from '@chatops-commander/engine/report/render-error';
import { type ProgressState, renderProgress } from '@chatops-commander/engine/report/render-progress';
import { renderReport } from '@chatops-commander/engine/report/render-report';
import { renderWaitingForLock } from '@chatops-commander/engine/report/render-waiting-for-lock';
import type { RunResult } from '../../contract.js';
import { executionId } from './execution-id.js';
import { heardWords } from './heard-words.js';
import { standOfBatches } from './stand-of-batches.js';
import type { RunProgress, RunReportActivities } from './run-activities.js';
import { reportOfRun } from './report-of-run.js';
import type { RunContexts } from './run-contexts.js';
import { reportedSteps } from './reported-steps.js';

export interface RunReportDeps {
  readonly records: Pick<Records, 'runs' | 'outcomes' | 'outputs' | 'audit'>;
  readonly contexts: RunContexts;
  readonly announcements: RunAnnouncements;
  /** Where Temporal's UI shows a workflow; undefined when nobody can open it. */
  uiLink(workflowId: string): string | undefined;
  nudgeChange(change: { readonly repository: string; readonly pull: number }): Promise<void>;
}

const states: Readonly<Record<RunProgress['phase'], ProgressState>> = {
  'waiting-for-lock': 'waiting',
  preflight: 'running',
  running: 'running',
  paused: 'paused',
  asking: 'paused',
  'rolling-back': 'rolling-back',
};

/** `progress` gives way to what matters; `noticed` is for somebody to hear of, wherever they are. */
export type Telling = 'progress' | 'noticed';

/** Where a run is told of. Each call may come twice. */
export interface RunAnnouncements {
  /** Replaces what was said of this run before. */
  say(run: RunRow, markdown: string, telling: Telling): Promise<void>;
  /** How far it is, where a run has a check. */
  progress(run: RunRow, title: string, markdown: string): Promise<void>;
  conclude(run: RunRow, state: RunResult['state'], markdown: string): Promise<void>;
}

/** What people see of a run: one living comment where it was asked for and one on its pull request, a check, the audit log. */
export function createRunReportActivities(deps: RunReportDeps): RunReportActivities {
  const { records } = deps;

  async function row(runId: string): Promise<RunRow> {
    const run = await records.runs.get(runId);
    if (run === undefined) throw new Error(`there is no run ${runId} on record`);
    return run;
  }
  const follow = (run: RunRow) => {
    const link = run.workflowId === null ? undefined : deps.uiLink(run.workflowId);
    return link === undefined ? {} : { follow: link };
  };

  return {
    async publishRunProgress(runId, progress) {
      const run = await row(runId);
      const state = states[progress.phase];
      await records.runs.setState({ runId, attempt: run.attempt, state });
      const markdown =
        progress.lockedBy === undefined
          ? renderProgress({
              language: run.language,
              title: run.title,
              runId,
              state,
              done: progress.stepsDone,
              total: progress.steps,
              batches: standOfBatches((await deps.contexts.of(runId)).runbook, progress),
              heard: await heardWords(run, records.audit),
              ...(progress.batches > 1 ? { batch: { number: progress.batch, of: progress.batches } } : {}),
              ...(progress.question === undefined ? lastTrouble(progress, run) : { question: progress.question }),
              ...follow(run),
            })
          : renderWaitingForLock({
              language: run.language,
              runId,
              held: progress.lockedBy.map((lock) => ({
                server: lock.server,
                runId: lock.holder,
                reason: lock.reason,
                link: undefined,
                thread: lock.link,
                waits: lock.waits === true,
              })),
              waitsFor: progress.waitsFor ?? '',
            });
      const title = `${runId}: ${RUN_STATE_NAMES[state][run.language]}, ${progress.stepsDone}/${progress.steps}`;
      await Promise.all([
        deps.announcements.say(run, markdown, waitsForSomebody(progress) ? 'noticed' : 'progress'),
        deps.announcements.progress(run, title, markdown),
      ]);
    },

    async recordSteer(runId, steer) {
      await records.audit.append({
        actor: steer.by,
        kind: `run.${steer.kind}`,
        subject: runId,
        data: { ...steer },
        ...(steer.comment === undefined
          ? {}
          : { key: `run.${steer.kind}:${runId}:${steer.by}:comment:${steer.comment}` }),
      });
    },

    async recordDecision(runId, decision) {
      await records.audit.append({
        actor: decision.by,
        kind: decision.approve ? 'run.gate-approved' : 'run.gate-denied',
        subject: runId,
        data: { ...decision },
        ...(decision.comment === undefined ? {} : { key: `run.gate:${runId}:${decision.step}:${decision.comment}` }),
      });
    },

    async finishRun({ runId, state, trouble, troubles, undo, watched }) {
      const run = await row(runId);
      const outcomes = await records.outcomes.ofRun(executionId(runId, run.attempt));
      // on record before anybody is told: GitHub may be away for long, and the run is over all the same
      await records.runs.finish({
        runId,
        attempt: run.attempt,
        state,
        summary: {
          trouble: trouble.map((one) => ({ ...one })),
          troubles,
          ...(watched === undefined ? {} : { watched: { ...watched } }),
          ...(undo === undefined ? {} : { undone: undo.undone, notUndone: undo.failed.length }),
        },
      });
      await records.audit.append({
        actor: 'chatops',
        kind: 'run.finished',
        subject: runId,
        data: { state, attempt: run.attempt, steps: outcomes.length },
        key: `run.finished:${executionId(runId, run.attempt)}`,
      });
      const context = await deps.contexts.of(runId);
      const steps = await reportedSteps(context, outcomes, run.attempt, records.outputs);
      const heard = await heardWords(run, records.audit);
      const report = reportOfRun(
        { run, context, outcomes, steps, heard },
        { state, trouble, troubles, watched },
        follow(run),
      );
      const markdown = renderReport(report);
      await Promise.all([
        deps.announcements.say(run, markdown, 'noticed'),
        deps.announcements.conclude(run, state, markdown),
      ]);
      await deps.nudgeChange({ repository: run.repository, pull: run.pull });
    },

    async reportRefusedRun(input, reason) {
      await records.audit.append({
        actor: 'chatops',
        kind: 'run.refusal-reported',
        subject: `${input.repository}#${input.pull}`,
        data: { ...input, because: reason.en },
      });
      const run = (await records.runs.runsOfPull(input.repository, input.pull)).find(
        (one) => one.path === input.path && one.blob === input.blob,
      );
      // Made-up references belong to nobody's pull request. True ones in another workflow's hands say nothing about the
      // run, whose report must stay.
      if (run?.state !== 'refused') return;
      await deps.announcements.say(
        run,
        renderError({ language: run.language, problem: reason, next: lookAtPull, command: '/ops status' }),
        'noticed',
      );
    },
  };
}

/** A question, or a failure that a person decides about, when it arises. Who pauses a run knows it. */
const waitsForSomebody = ({ phase, trouble, again }: RunProgress): boolean =>
  again !== true && (phase === 'asking' || (phase === 'paused' && trouble.length > 0));

function lastTrouble({ trouble, phase }: RunProgress, run: RunRow): { now: string; failedStep?: string } | undefined {
  const last = trouble.at(-1);
  if (last === undefined) return undefined;
  const now = `${last.server}, ${last.step}: ${last.because[run.language]}`;
  return phase === 'paused' ? { now, failedStep: last.step } : { now };
}

const lookAtPull: Localized = {
  en: 'look at the pull request: its approvals and its merge are judged again at the start of a run',
  fr: "regardez la pull request : ses approbations et sa fusion sont jugées à nouveau au début d'une exécution",
};

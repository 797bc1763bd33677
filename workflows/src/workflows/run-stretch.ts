import { ActivityFailure } from '@temporalio/common';
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { PlannedStretch, StretchOutcome, StretchTask } from '../activities/run/run-plan.js';
import { lostTrouble } from './lost-trouble.js';
import { stepActivities } from './run-activities.js';

export interface StretchRun {
  readonly runId: string;
  readonly runAttempt: number;
  readonly stretch: PlannedStretch;
  readonly servers: readonly string[];
  /** Executions that this stretch has had before, when a person asked to retry it. */
  readonly earlierAttempts: number;
}

/** Reconnecting and reading back what a dead worker left takes time on top of the commands' own limits. */
const marginMs = 10 * 60_000;
/** Servers of one activity run at once, up to the step runner's own bound; waves beyond it take turns. */
const serversAtOnce = 100;

/**
 * Runs one stretch on its servers, and again on those that failed, as often as `retry.attempts` says. Executions are
 * counted here, where they are durable: a worker's death repeats an activity, never an execution.
 */
export async function runStretch(run: StretchRun): Promise<StretchOutcome> {
  const { stretch } = run;
  const waves = Math.ceil(Math.max(run.servers.length, 1) / serversAtOnce);
  const limitMs = stretch.steps.reduce((sum, step) => sum + step.timeoutMs, 0) * waves + marginMs;
  const { executeStretch } = stepActivities(limitMs);

  let servers = run.servers;
  let done = 0;
  let backoffMs = stretch.backoffMs;
  for (let attempt = 1; ; attempt += 1) {
    const task = {
      runId: run.runId,
      runAttempt: run.runAttempt,
      steps: stretch.steps.map((step) => step.id),
      servers,
      attempt: run.earlierAttempts + attempt,
    };
    const outcome = await execute(task);
    done += outcome.done;
    const again = outcome.failed.length > 0 && outcome.cancelled.length === 0 && attempt < stretch.attempts;
    if (!again) return { ...outcome, done };
    if (outcome.unknown.length > 0) return { ...outcome, done };
    await sleep(backoffMs);
    backoffMs = Math.min(backoffMs * 2, stretch.maxBackoffMs);
    servers = outcome.failed.map((trouble) => trouble.server);
  }

  async function execute(task: StretchTask): Promise<StretchOutcome> {
    try {
      return await executeStretch.executeWithOptions({ summary: summaryOf(stretch, task.servers, task.attempt) }, [
        task,
      ]);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      const lost = task.servers.map((server) => lostTrouble(server, task.steps.join(', '), error));
      const none = { done: 0, failed: [], cancelled: [], unknown: [] };
      // Temporal does not try a cancelled activity again when its worker died. What still runs is then looked for, and
      // ended, on the servers themselves, and that tells whether it is cancelled.
      return CancellationScope.current().consideredCancelled
        ? { ...none, cancelled: lost }
        : { ...none, unknown: lost };
    }
  }
}

function summaryOf(stretch: PlannedStretch, servers: readonly string[], attempt: number): string {
  const steps = stretch.steps.map((step) => `${step.id} ${step.uses}`).join(', ');
  const where = servers.length <= 3 ? servers.join(', ') : `${servers.length} servers`;
  return `${steps} on ${where}${attempt > 1 ? `, attempt ${attempt}` : ''}`.slice(0, 200);
}

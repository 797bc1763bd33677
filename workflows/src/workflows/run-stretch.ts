import { ActivityFailure } from '@temporalio/common';
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { PlannedStretch, ServerTrouble, StretchOutcome, StretchTask } from '../activities/run/run-plan.js';
import { lostTrouble } from './lost-trouble.js';
import { onceAllowed } from './once-allowed.js';
import { stepActivities } from './run-activities.js';

export interface StretchRun {
  readonly runId: string;
  readonly runAttempt: number;
  readonly stretch: PlannedStretch;
  readonly servers: readonly string[];
  /** Executions that this stretch has had before on these servers. */
  readonly earlierAttempts: number;
}
/** With the number of the last execution. */
export type StretchEnd = StretchOutcome & { readonly attempt: number };

export const nothingDone: StretchOutcome = {
  done: 0,
  skipped: 0,
  failed: [],
  unknown: [],
  cancelled: [],
  rebooted: [],
};

/** Reconnecting and reading back what a dead worker left takes time on top of the commands' own limits. */
const marginMs = 10 * 60_000;
/** Servers of one activity run at once, up to the step runner's own bound; waves beyond it take turns. */
const serversAtOnce = 100;
/** A server that reboots again and again in the middle of one step is a person's to look at. */
const mostReboots = 2;

/**
 * Runs one stretch on its servers, and again on those that failed, as often as `retry.attempts` says. Executions are
 * counted here, where they are durable: a worker's death repeats an activity, never an execution. A step that may run
 * twice runs again where a reboot cut it short.
 */
export async function runStretch(run: StretchRun): Promise<StretchEnd> {
  const { stretch } = run;
  const waves = Math.ceil(Math.max(run.servers.length, 1) / serversAtOnce);
  const limitMs = stretch.steps.reduce((sum, step) => sum + step.timeoutMs, 0) * waves + marginMs;
  const { executeStretch } = stepActivities(limitMs);

  const failed: ServerTrouble[] = [];
  let servers = run.servers;
  let sum = { done: 0, skipped: 0 };
  let backoffMs = stretch.backoffMs;
  let [tries, reboots] = [0, 0];
  for (let attempt = run.earlierAttempts + 1; ; attempt += 1) {
    const outcome = await execute({
      runId: run.runId,
      runAttempt: run.runAttempt,
      steps: stretch.steps.map((step) => step.id),
      servers,
      attempt,
    });
    sum = { done: sum.done + outcome.done, skipped: sum.skipped + outcome.skipped };
    if (outcome.failed.length > 0) tries += 1;
    if (outcome.rebooted.length > 0) reboots += 1;
    const stop = outcome.cancelled.length > 0 || outcome.unknown.length > 0;
    const toRetry = !stop && tries < stretch.attempts ? outcome.failed : [];
    const toRepeat = !stop && reboots <= mostReboots ? outcome.rebooted : [];
    if (toRetry.length === 0) failed.push(...outcome.failed);
    servers = [...toRetry.map((trouble) => trouble.server), ...toRepeat];
    const cut = toRepeat.length === 0 ? outcome.rebooted.map(cutShort) : [];
    if (servers.length === 0 || cut.length > 0) {
      const rest = toRetry.length === 0 ? [] : outcome.failed;
      const unknown = [...outcome.unknown, ...cut];
      return { ...outcome, ...sum, failed: [...failed, ...rest], unknown, rebooted: [], attempt };
    }
    await sleep(backoffMs);
    backoffMs = Math.min(backoffMs * 2, stretch.maxBackoffMs);
  }

  function cutShort(server: string): ServerTrouble {
    return { server, step: stretch.steps[0]?.id ?? '', because: rebootedMeanwhile };
  }

  async function execute(task: StretchTask): Promise<StretchOutcome> {
    try {
      const summary = summaryOf(stretch, task.servers, task.attempt);
      return await onceAllowed(() => executeStretch.executeWithOptions({ summary }, [task]));
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      const lost = task.servers.map((server) => lostTrouble(server, task.steps.join(', '), error));
      // Temporal does not try a cancelled activity again when its worker died. What still runs is then looked for, and
      // ended, on the servers themselves, and that tells whether it is cancelled.
      return CancellationScope.current().consideredCancelled
        ? { ...nothingDone, cancelled: lost }
        : { ...nothingDone, unknown: lost };
    }
  }
}

const rebootedMeanwhile = {
  en: 'the server was rebooted in the middle of this step; how far it came is not known',
  fr: "le serveur a redémarré au milieu de cette étape ; on ne sait pas jusqu'où elle est allée",
};

export function summaryOf(stretch: PlannedStretch, servers: readonly string[], attempt: number): string {
  const steps = stretch.steps.map((step) => `${step.id} ${step.uses}`).join(', ');
  const where = servers.length <= 3 ? servers.join(', ') : `${servers.length} servers`;
  return `${steps} on ${where}${attempt > 1 ? `, attempt ${attempt}` : ''}`.slice(0, 200);
}

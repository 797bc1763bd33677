import { sleep } from '@temporalio/workflow';
import type { PlannedWait, StretchOutcome, StretchTask } from '../activities/run/run-plan.js';
import { reporting, waiting } from './run-activities.js';
import type { RunProgress } from './run-progress.js';
import type { Steering } from './run-steering.js';
import { type StretchEnd, type StretchRun, summaryOf } from './run-stretch.js';

/** Whom a wait listens to, and whom it tells. */
export interface Listening {
  readonly steering: Pick<Steering, 'backAsked' | 'decide' | 'pass'>;
  readonly progress: Pick<RunProgress, 'publishMeanwhile'>;
}

/** Waits for time, a state or a person, with Temporal's timers: no worker is kept busy, and none has to stay alive. */
export async function runWait(run: StretchRun, wait: PlannedWait, listening: Listening): Promise<StretchEnd> {
  const { stretch, servers } = run;
  const attempt = run.earlierAttempts + 1;
  const steps = stretch.steps.map((step) => step.id);
  const task = { runId: run.runId, runAttempt: run.runAttempt, steps, servers, attempt };
  const begun = await waiting.beginWait.executeWithOptions({ summary: summaryOf(stretch, servers, attempt) }, [task]);
  if (begun.servers.length === 0) return { ...begun.settled, attempt };
  const ended = await untilOver({ ...task, servers: begun.servers }, wait, listening);
  return { ...bothOf(begun.settled, ended), attempt };
}

async function untilOver(task: StretchTask, wait: PlannedWait, listening: Listening): Promise<StretchOutcome> {
  switch (wait.kind) {
    case 'time':
      return await waiting.endWait(task, { kind: (await listening.steering.pass(wait.ms)) ? 'passed' : 'broken-off' });
    case 'state':
      return await untilSeen(task, wait);
    case 'person':
      return await untilDecided(task, wait, listening);
    default:
      return wait satisfies never;
  }
}

/** Looks at the servers that have not shown it yet, until all have or the time is over. */
async function untilSeen(task: StretchTask, wait: Extract<PlannedWait, { kind: 'state' }>): Promise<StretchOutcome> {
  const deadline = Date.now() + wait.withinMs;
  for (let done = 0, { servers } = task; ; ) {
    const last = Date.now() + wait.everyMs > deadline;
    const seen = await waiting.lookForState({ ...task, servers }, last);
    done += seen.done;
    servers = seen.failed.map((trouble) => trouble.server);
    if (last || servers.length === 0 || seen.cancelled.length > 0) return { ...seen, done };
    await sleep(wait.everyMs);
  }
}

/** Asks, and waits for a yes or no of somebody who may give it. Silence means no. */
async function untilDecided(
  task: StretchTask,
  wait: Extract<PlannedWait, { kind: 'person' }>,
  { steering, progress }: Listening,
): Promise<StretchOutcome> {
  const step = task.steps[0] ?? '';
  const { message, role, withinMs } = wait;
  progress.publishMeanwhile('asking', { question: { step, message, role, withinMs } });
  const decision = await steering.decide({ kind: 'gate', step, role }, withinMs);
  if (decision === undefined)
    return await waiting.endWait(task, { kind: steering.backAsked() ? 'broken-off' : 'silence' });
  await reporting.recordDecision(task.runId, decision);
  progress.publishMeanwhile('running');
  return await waiting.endWait(task, { kind: 'answered', decision });
}

function bothOf(one: StretchOutcome, other: StretchOutcome): StretchOutcome {
  return {
    done: one.done + other.done,
    skipped: one.skipped + other.skipped,
    failed: [...one.failed, ...other.failed],
    unknown: [...one.unknown, ...other.unknown],
    cancelled: [...one.cancelled, ...other.cancelled],
    rebooted: [],
  };
}

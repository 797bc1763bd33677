import type { Localized } from '@chatops-commander/engine/actions/action';
import { CancellationScope } from '@temporalio/workflow';
import { controller } from '../activities/controller.js';
import type { PlannedStretch, StretchOutcome } from '../activities/run/run-plan.js';
import { reporting } from './run-activities.js';
import { type Course, endOf, fail, mayFail, type Phase, type RunEnd } from './run-course.js';
import { runStretch } from './run-stretch.js';
import { runWait } from './run-wait.js';

/** What follows from a stretch that ended. */
type Choice = 'go-on' | 'retry' | RunEnd;

/** Plays one stretch on a batch until it is done, given up, or ends the run. Undefined: go on. */
export async function play(
  course: Course,
  phase: Phase,
  stretch: PlannedStretch,
  batch: readonly string[],
): Promise<RunEnd | undefined> {
  const stopped = await heedWords(course);
  if (stopped !== undefined) return stopped;
  const { plan, progress, steering } = course;
  let servers = serversOf(
    stretch,
    batch.filter((server) => !progress.dropped.has(server)),
  ).filter((server) => !progress.dropped.has(server));
  if (servers.length === 0) {
    if (stretch.on === 'targets') return undefined;
    // planned once, and now nowhere: to pass over it would look like having done it
    return fail(course, { server: controller, step: stretch.steps[0]?.id ?? '', because: nowhereToRun });
  }
  for (;;) {
    if (stretch.changes) for (const server of servers) progress.touched.add(server);
    const run = {
      runId: plan.runId,
      runAttempt: plan.attempt,
      stretch,
      servers,
      earlierAttempts: progress.executionsOf(stretch),
    };
    const outcome = await (stretch.wait === undefined
      ? runStretch(run)
      : runWait(run, stretch.wait, { steering, progress }));
    progress.executed(stretch, outcome.attempt);
    progress.count(outcome);
    const back = outcome.failed.length > 0 && stretch.wait !== undefined ? await askedBack(course) : undefined;
    const choice = back ?? (await judge(course, phase, stretch, outcome));
    if (choice === 'retry') {
      // where it is done it must not run a second time
      servers = [...outcome.failed, ...outcome.unknown].map((trouble) => trouble.server);
      continue;
    }
    progress.stretchDone();
    return choice === 'go-on' ? undefined : choice;
  }
}

/** A rollback or a pause that somebody asked for comes between two stretches. */
async function heedWords(course: Course): Promise<RunEnd | undefined> {
  const { plan, steering, progress } = course;
  const back = await askedBack(course);
  if (back !== undefined) return back;
  if (!steering.pauseRequested()) return undefined;
  progress.publishMeanwhile('paused');
  const word = await steering.next({ kind: 'resume' }, plan.pauseForMs);
  if (word === undefined) {
    progress.add([{ server: controller, step: 'pause', because: nobodyResumed }]);
    return endOf(course, 'failed');
  }
  await reporting.recordSteer(plan.runId, word);
  if (word.kind === 'rollback') return endOf(course, 'rollback');
  progress.publishMeanwhile('running');
  return undefined;
}

/** The end by a rollback, when somebody asked for one that was not heeded yet. */
export async function askedBack(course: Course): Promise<RunEnd | undefined> {
  const back = course.steering.take('rollback');
  if (back === undefined) return undefined;
  await reporting.recordSteer(course.plan.runId, back);
  return endOf(course, 'rollback');
}

async function judge(course: Course, phase: Phase, stretch: PlannedStretch, outcome: StretchOutcome): Promise<Choice> {
  const { plan, progress } = course;
  progress.add([...outcome.failed, ...outcome.unknown]);
  // after a cancel nothing more is changed, not even back
  if (outcome.cancelled.length > 0 || CancellationScope.current().consideredCancelled)
    return endOf(course, outcome.unknown.length > 0 ? 'unknown' : 'cancelled');
  // said while it ran: before a person is asked, or the run ends by what came of it
  const back = await askedBack(course);
  if (back !== undefined) return back;
  if (outcome.unknown.length > 0) return await ask(course, stretch, outcome, 'unknown');
  const counted = outcome.failed.filter((trouble) => !mayFail(stretch, trouble.step));
  if (counted.length === 0) return 'go-on';
  // maxFailures is about targets that drop out of the steps; a backup before or a check after has no such allowance
  if (phase === 'steps' && stretch.on === 'targets') {
    for (const trouble of counted) progress.dropped.add(trouble.server);
    if (progress.dropped.size <= plan.tolerated) return 'go-on';
  }
  if (plan.onFailure === 'rollback') return endOf(course, 'rollback');
  // who was asked and said no, or nothing, is not asked whether to go on all the same
  const refused = stretch.wait?.kind === 'person';
  return plan.onFailure === 'stop' || refused ? endOf(course, 'failed') : await ask(course, stretch, outcome, 'failed');
}

/** Keeps the locks and waits for a person; silence ends the run and touches nothing more. */
async function ask(
  course: Course,
  stretch: PlannedStretch,
  outcome: StretchOutcome,
  otherwise: 'failed' | 'unknown',
): Promise<Choice> {
  const { plan, steering, progress } = course;
  progress.publishMeanwhile('paused');
  const troubled = new Set([...outcome.failed, ...outcome.unknown].map(({ step }) => step));
  const ids = stretch.steps.map(({ id }) => id);
  const failed = ids.filter((id) => troubled.has(id));
  const word = await steering.next({ kind: 'way-on', steps: failed.length > 0 ? failed : ids }, plan.pauseForMs);
  if (word === undefined) return endOf(course, otherwise);
  await reporting.recordSteer(plan.runId, word);
  progress.publishMeanwhile('running');
  for (const trouble of [...outcome.failed, ...outcome.unknown]) progress.dropped.delete(trouble.server);
  if (word.kind === 'rollback') return endOf(course, 'rollback');
  return word.kind === 'retry' ? 'retry' : 'go-on';
}

function serversOf(stretch: PlannedStretch, batch: readonly string[]): readonly string[] {
  if (stretch.on === 'targets') return batch;
  if (stretch.on === 'first') return batch.slice(0, 1);
  if (stretch.on === 'controller') return [controller];
  return stretch.on;
}

const nobodyResumed: Localized = {
  en: 'it was paused, nobody resumed it in time, and nothing more was changed',
  fr: "elle était en pause, personne ne l'a reprise à temps, et plus rien n'a été changé",
};
const nowhereToRun: Localized = {
  en: 'every server it could run on has dropped out, so this step ran nowhere',
  fr: "tous les serveurs où elle pouvait s'exécuter sont hors course : cette étape n'a été exécutée nulle part",
};

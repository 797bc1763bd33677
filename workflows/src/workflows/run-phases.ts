import type { Localized } from '@chatops-commander/engine/actions/action';
import { workflowInfo } from '@temporalio/workflow';
import { controller } from '../activities/controller.js';
import type { PlannedStretch } from '../activities/run/run-plan.js';
import { type Course, endOf, fail, type Phase, type RunEnd } from './run-course.js';
import { askedBack, play } from './run-play.js';

/** Runs `before`, the steps batch by batch, and `after`. A failed server drops out; too many of them end the run. */
export async function runPhases(course: Course): Promise<RunEnd> {
  const { plan } = course;
  const targets = plan.batches.flat();
  const fresh = course.progress.nextBatch() === 0;
  const end =
    (fresh ? await playAll(course, 'before', plan.before, targets) : undefined) ??
    (await rollOut(course)) ??
    (await playAll(course, 'after', plan.after, targets)) ??
    concluded(course, targets);
  return lastWordCounts.has(end.kind) ? ((await askedBack(course)) ?? end) : end;
}

/** A rollback that was promised is not lost because nothing was left to stop at. */
const lastWordCounts: ReadonlySet<RunEnd['kind']> = new Set(['succeeded', 'failed', 'unknown']);

/** Undefined: everything was played, and nothing ended the run. */
async function playAll(
  course: Course,
  phase: Phase,
  stretches: readonly PlannedStretch[],
  batch: readonly string[],
): Promise<RunEnd | undefined> {
  for (const stretch of stretches) {
    const over = await play(course, phase, stretch, batch);
    if (over !== undefined) return over;
  }
  return undefined;
}

async function rollOut(course: Course): Promise<RunEnd | undefined> {
  const { plan, progress } = course;
  for (let index = progress.nextBatch(); index < plan.batches.length; index += 1) {
    const batch = plan.batches[index] ?? [];
    const over =
      (index === 0 ? undefined : await settle(course, plan.batches[index - 1] ?? [])) ??
      (await playBatch(course, index, batch));
    if (over !== undefined) return over;
    progress.batchDone(index);
    if (index + 1 < plan.batches.length && isLong(plan.eventsPerHistory)) return endOf(course, 'continues');
  }
  return undefined;
}

async function playBatch(course: Course, index: number, batch: readonly string[]): Promise<RunEnd | undefined> {
  course.progress.startBatch(index);
  // what runs on the first target or on servers of its own runs once, with the first batch
  const stretches = course.plan.steps.filter(({ on }) => index === 0 || on === 'targets' || on === 'controller');
  return await playAll(course, 'steps', stretches, batch);
}

/** Between two batches: lets the time pass that the runbook gives, and looks whether the last one is still well. */
async function settle(course: Course, batch: readonly string[]): Promise<RunEnd | undefined> {
  const { plan, progress, steering } = course;
  if (plan.pauseMs > 0) await steering.pass(plan.pauseMs);
  if (plan.health.length === 0) return undefined;
  const [first = controller] = batch;
  if (batch.length > 0 && batch.every((server) => progress.dropped.has(server)))
    return fail(course, { server: first, step: 'health', because: nobodyLeft });
  return await playAll(course, 'health', plan.health, batch);
}

function isLong(eventsPerHistory: number): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > eventsPerHistory;
}

/** A run that did nothing has not succeeded, and neither has one whose every target dropped out. */
function concluded(course: Course, targets: readonly string[]): RunEnd {
  const { progress } = course;
  if (progress.stepsDone() === 0) {
    const because = progress.stepsSkipped() > 0 ? allSkipped : nothingDone;
    progress.add([{ server: targets[0] ?? controller, step: 'run', because }]);
    return endOf(course, 'failed');
  }
  const lost = targets.length > 0 && targets.every((server) => progress.dropped.has(server));
  return endOf(course, lost ? 'failed' : 'succeeded');
}

const nothingDone: Localized = {
  en: 'not one step was done, and a run that did nothing has not succeeded',
  fr: "aucune étape n'a abouti, et une exécution qui n'a rien fait n'a pas réussi",
};
const allSkipped: Localized = {
  en: 'every step was skipped by its condition, and a run that did nothing has not succeeded',
  fr: "toutes les étapes ont été sautées par leur condition, et une exécution qui n'a rien fait n'a pas réussi",
};
const nobodyLeft: Localized = {
  en: 'no server of the batch is left to look at, so the next batch does not begin',
  fr: 'il ne reste aucun serveur du lot à contrôler : le lot suivant ne commence pas',
};

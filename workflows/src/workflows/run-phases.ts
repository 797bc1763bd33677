import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Localized } from '@chatops-commander/engine/actions/action';
import { controller } from '../activities/controller.js';
import type { PlannedStretch, RunPlan, ServerTrouble, StretchOutcome } from '../activities/run/run-plan.js';
import { reporting } from './run-activities.js';
import type { RunProgress } from './run-progress.js';
import type { Steering } from './run-steering.js';
import { runStretch } from './run-stretch.js';

export interface RunEnd {
  readonly kind: 'succeeded' | 'failed' | 'rollback' | 'cancelled' | 'unknown';
  readonly trouble: readonly ServerTrouble[];
  /** Servers on which a changing step started. */
  readonly touched: readonly string[];
}
type Phase = 'before' | 'steps' | 'after';
/** What a person chose for a stretch that went wrong. */
type Choice = 'go-on' | RunEnd;

/** Runs before, the steps batch by batch, and after. A failed server drops out; too many of them end the run. */
export async function runPhases(plan: RunPlan, steering: Steering, progress: RunProgress): Promise<RunEnd> {
  const targets = plan.batches.flat();
  const dropped = new Set<string>();
  let stepsDone = 0;

  /** Undefined: go on. */
  async function play(phase: Phase, stretch: PlannedStretch, batch: readonly string[]): Promise<RunEnd | undefined> {
    const back = steering.take('rollback');
    if (back !== undefined) {
      await reporting.recordSteer(plan.runId, back);
      return end('rollback');
    }
    if (steering.pauseRequested()) {
      progress.publishMeanwhile('paused');
      const word = await steering.next(['resume', 'rollback'], plan.pauseForMs);
      if (word === undefined) return end('failed');
      await reporting.recordSteer(plan.runId, word);
      if (word.kind === 'rollback') return end('rollback');
      progress.publishMeanwhile('running');
    }
    let servers = serversOf(
      stretch,
      batch.filter((server) => !dropped.has(server)),
    ).filter((server) => !dropped.has(server));
    if (servers.length === 0) {
      if (stretch.on === 'targets') return undefined;
      // planned once, and now nowhere: to pass over it would look like having done it
      progress.add([{ server: controller, step: stretch.steps[0]?.id ?? '', because: nowhereToRun }]);
      return end(plan.onFailure === 'rollback' ? 'rollback' : 'failed');
    }
    for (let earlierAttempts = 0; ; earlierAttempts += stretch.attempts) {
      if (stretch.changes) progress.touch(servers);
      const outcome = await runStretch({
        runId: plan.runId,
        runAttempt: plan.attempt,
        stretch,
        servers,
        earlierAttempts,
      });
      stepsDone += outcome.done;
      const choice = await judge(phase, stretch, outcome);
      if (choice === 'retry') {
        // where it is done it must not run a second time
        servers = [...outcome.failed, ...outcome.unknown].map((trouble) => trouble.server);
        continue;
      }
      progress.stretchDone();
      return choice === 'go-on' ? undefined : choice;
    }
  }

  async function judge(phase: Phase, stretch: PlannedStretch, outcome: StretchOutcome): Promise<Choice | 'retry'> {
    progress.add([...outcome.failed, ...outcome.unknown]);
    // after a cancel nothing more is changed, not even back
    if (outcome.cancelled.length > 0 || CancellationScope.current().consideredCancelled)
      return end(outcome.unknown.length > 0 ? 'unknown' : 'cancelled');
    if (outcome.unknown.length > 0) return await ask(stretch, outcome, 'unknown');
    const counted = outcome.failed.filter((trouble) => !continues(stretch, trouble.step));
    if (counted.length === 0) return 'go-on';
    // maxFailures is about targets that drop out of the steps; a backup before or a check after has no such allowance
    if (phase === 'steps' && stretch.on === 'targets') {
      for (const trouble of counted) dropped.add(trouble.server);
      if (dropped.size <= plan.tolerated) return 'go-on';
    }
    switch (plan.onFailure) {
      case 'rollback':
        return end('rollback');
      case 'stop':
        return end('failed');
      case 'pause':
        return await ask(stretch, outcome, 'failed');
      default:
        return plan.onFailure satisfies never;
    }
  }

  /** Keeps the locks and waits for a person; silence ends the run and touches nothing more. */
  async function ask(
    stretch: PlannedStretch,
    outcome: StretchOutcome,
    otherwise: 'failed' | 'unknown',
  ): Promise<Choice | 'retry'> {
    progress.publishMeanwhile('paused');
    const word = await steering.next(['retry', 'skip', 'rollback'], plan.pauseForMs);
    if (word === undefined) return end(otherwise);
    await reporting.recordSteer(plan.runId, word);
    progress.publishMeanwhile('running');
    for (const trouble of [...outcome.failed, ...outcome.unknown]) dropped.delete(trouble.server);
    if (word.kind === 'retry') return 'retry';
    if (word.kind === 'rollback') return end('rollback');
    return stretch.steps.some((step) => word.kind === 'skip' && step.id === word.step)
      ? 'go-on'
      : await ask(stretch, outcome, otherwise);
  }

  const end = (kind: RunEnd['kind']): RunEnd => ({ kind, trouble: progress.trouble(), touched: progress.touched() });

  for (const stretch of plan.before) {
    const over = await play('before', stretch, targets);
    if (over !== undefined) return over;
  }
  for (const [index, batch] of plan.batches.entries()) {
    if (index > 0 && plan.pauseMs > 0) await sleep(plan.pauseMs);
    progress.startBatch(index + 1);
    for (const stretch of plan.steps) {
      if (stretch.on !== 'targets' && index > 0) continue;
      const over = await play('steps', stretch, batch);
      if (over !== undefined) return over;
    }
  }
  for (const stretch of plan.after) {
    const over = await play('after', stretch, targets);
    if (over !== undefined) return over;
  }
  if (stepsDone === 0) {
    progress.add([{ server: targets[0] ?? controller, step: 'run', because: nothingDone }]);
    return end('failed');
  }
  return end(targets.length > 0 && targets.every((server) => dropped.has(server)) ? 'failed' : 'succeeded');
}

const nowhereToRun: Localized = {
  en: 'every server it could run on has dropped out, so this step ran nowhere',
  fr: "tous les serveurs où elle pouvait s'exécuter sont hors course : cette étape n'a été exécutée nulle part",
};
const nothingDone: Localized = {
  en: 'not one step was done, and a run that did nothing has not succeeded',
  fr: "aucune étape n'a abouti, et une exécution qui n'a rien fait n'a pas réussi",
};

function serversOf(stretch: PlannedStretch, batch: readonly string[]): readonly string[] {
  if (stretch.on === 'targets') return batch;
  if (stretch.on === 'first') return batch.slice(0, 1);
  if (stretch.on === 'controller') return [controller];
  return stretch.on;
}

/** A stretch of reads may mix steps that may fail with steps that may not. */
function continues(stretch: PlannedStretch, step: string): boolean {
  return stretch.steps.find((planned) => planned.id === step)?.continueOnFailure ?? false;
}

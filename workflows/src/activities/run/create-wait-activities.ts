import { setTimeout as pause } from 'node:timers/promises';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Records } from '@chatops-commander/engine/records/records';
import { watchOf } from '@chatops-commander/engine/runbook/number-steps';
import { parseDuration } from '@chatops-commander/schemas';
import { Context } from '@temporalio/activity';
import { controller } from '../controller.js';
import { withHeartbeat } from '../heartbeat.js';
import { prepareStep } from '../prepare-step.js';
import type { WaitActivities, WatchActivities } from './run-activities.js';
import type { RunContexts } from './run-contexts.js';
import { beginWait, endWait, lookForState } from './wait-steps.js';
import { beginWatching, watch, type WatchPosition } from './watch-run.js';

export interface WaitActivityDeps {
  readonly runner: Pick<StepRunner, 'read'>;
  readonly contexts: RunContexts;
  readonly records: Pick<Records, 'outcomes' | 'audit'>;
}

/** Of one look at what is watched: a page that does not answer is down, however long one would wait for it. */
const lookTimeout = '5s';

/** What the workflow needs to wait and to watch. */
export function createWaitActivities({
  runner,
  contexts,
  records,
}: WaitActivityDeps): WaitActivities & WatchActivities {
  const deps = { runner, outcomes: records.outcomes, audit: records.audit };
  return {
    async beginWait(task) {
      const context = await contexts.content(task.runId);
      return await withHeartbeat(
        () => 'begins to wait',
        () => beginWait(task, context, deps),
      );
    },
    async endWait(task, end) {
      const context = await contexts.content(task.runId);
      return await withHeartbeat(
        () => 'ends a wait',
        () => endWait(task, end, context, deps),
      );
    },
    async lookForState(task, last) {
      const context = await contexts.content(task.runId);
      return await withHeartbeat(
        () => ({ looking: task.servers.length }),
        (signal) => lookForState(task, last, context, deps, signal),
      );
    },
    async watchRun(runId, soFar) {
      const { runbook, inventory } = await contexts.content(runId);
      const step = watchOf(runbook);
      const every = runbook.spec.watch?.every;
      if (step === undefined || every === undefined) throw new Error(`run ${runId} has nothing to watch`);
      // ours: the heartbeat below is the only one of this activity
      const found = Context.current().info.heartbeatDetails as WatchPosition | undefined;
      let position = beginWatching(soFar, found, Date.now());
      const place = {
        ...prepareStep({ ...step, timeout: lookTimeout }, 'watch', controller, inventory),
        runId,
        attempt: 1,
      };
      const look = async (signal: AbortSignal) => (await runner.read(place, { signal })).kind;
      return await withHeartbeat(
        () => position,
        async (signal, cancelRequested) => {
          const figures = await watch(
            position,
            parseDuration(every),
            { look, pause: untilOver, now: Date.now },
            {
              signal,
              onLook(now) {
                position = now;
              },
            },
          );
          // this worker stops, and another one goes on from the last heartbeat
          if (!cancelRequested()) throw signal.reason;
          return figures;
        },
      );
    },
  };
}

async function untilOver(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

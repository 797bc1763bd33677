import { randomUUID } from 'node:crypto';
import { startTemporal } from '@chatops-commander/devstack/temporal/dev-server';
import { connectClient, connectWorker } from '@chatops-commander/workflows/connect';
import type { RunPlan, StretchOutcome } from '@chatops-commander/workflows/activities/run/run-plan';
import {
  type GateDecision,
  type Hearing,
  type RunResult,
  type Steer,
  updateNames,
  workflowNames,
} from '@chatops-commander/workflows/contract';
import { bundleWorkflows } from '@chatops-commander/workflows/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import '../support/quiet-log.js';
import { createFakes, type Fakes } from './fakes.js';

/** The run workflow on a real Temporal, with activities that only say what they were asked. */
export interface RunWorkflowStage {
  /** Starts a run of this plan; its activities answer as `fakes` says. */
  start(plan: RunPlan, fakes?: Fakes): Promise<StartedRun>;
  stop(): Promise<void>;
}
export interface StartedRun {
  readonly handle: WorkflowHandle;
  /** Words that it answers: a Steer, or a GateDecision. */
  tell(word: Steer | GateDecision): Promise<Hearing>;
  /** What was asked of servers so far, in order: `step@server#attempt`, and waits by their names. */
  readonly asked: readonly string[];
  readonly ended: Promise<Ended>;
}
export interface Ended {
  readonly state: RunResult['state'];
  readonly asked: readonly string[];
  /** What the report was given. */
  readonly report: Readonly<Record<string, unknown>>;
}

export async function startRunWorkflowStage(): Promise<RunWorkflowStage> {
  const temporal = await startTemporal({ ui: false });
  const address = { address: temporal.address, namespace: 'default' };
  const { client, connection } = connectClient(address);
  const [native, bundle] = await Promise.all([connectWorker(address), bundleWorkflows()]);
  const taskQueue = 'run-workflow';
  const fakes = createFakes();
  const worker = await Worker.create({
    connection: native,
    namespace: 'default',
    taskQueue,
    workflowBundle: bundle,
    activities: fakes.activities,
    maxHeartbeatThrottleInterval: '200 milliseconds',
    defaultHeartbeatThrottleInterval: '200 milliseconds',
  });
  const running = worker.run();
  return {
    async start(given, answers = {}) {
      const runId = `r-${randomUUID().slice(0, 8)}`;
      const log = fakes.add({ ...given, runId }, answers);
      const handle = await client.workflow.start(workflowNames.run, {
        taskQueue,
        workflowId: `run:${runId}:1`,
        args: [{ repository: 'acme/ops', pull: 1, mergeCommit: 'c', path: runId, blob: 'b' }],
      });
      const ended = handle.result().then((result): Ended => {
        // the run workflow's own return type
        const { state } = result as RunResult;
        return { state, asked: log.asked, report: log.report };
      });
      const tell = (word: Steer | GateDecision) =>
        handle.executeUpdate<Hearing, [Steer | GateDecision]>(
          'approve' in word ? updateNames.decide : updateNames.tell,
          { args: [word] },
        );
      return { handle, tell, asked: log.asked, ended };
    },
    async stop() {
      worker.shutdown();
      await running;
      await Promise.all([connection.close(), native.close()]);
      await temporal.stop();
    },
  };
}

export const nothing: StretchOutcome = { done: 0, skipped: 0, failed: [], unknown: [], cancelled: [], rebooted: [] };

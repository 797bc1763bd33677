import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
} from '@temporalio/client';
import {
  type ChangeInput,
  changeId,
  type GateDecision,
  type RequestInput,
  type RunInput,
  requestId,
  runWorkflowId,
  type Steer,
  signalNames,
  sweepScheduleId,
  workflowNames,
} from './contract.js';

/** Starts and signals of our workflows. Every id comes from its subject, so that each call may be repeated. */
export function createWorkflowStarts(client: Client, taskQueue: string) {
  async function signalIfOpen(workflowId: string, signal: string, ...args: unknown[]): Promise<boolean> {
    try {
      await client.workflow.getHandle(workflowId).signal(signal, ...args);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
  return {
    /** @returns false when a workflow for these words was started before. */
    async startRequest(input: RequestInput): Promise<boolean> {
      try {
        await client.workflow.start(workflowNames.request, {
          taskQueue,
          workflowId: requestId(input),
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          staticSummary: `request on ${input.repository}#${input.issue}`,
          searchAttributes: { ChatOpsRepository: [input.repository] },
        });
        return true;
      } catch (error) {
        if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
        throw error;
      }
    },
    async nudgeChange(input: ChangeInput): Promise<void> {
      await client.workflow.signalWithStart(workflowNames.change, {
        taskQueue,
        workflowId: changeId(input),
        args: [input],
        signal: signalNames.nudge,
        signalArgs: [],
        staticSummary: `pull request ${input.repository}#${input.pull}`,
        searchAttributes: { ChatOpsRepository: [input.repository], ChatOpsPullRequest: [input.pull] },
      });
    },
    /** Nudges every change workflow of a repository that waits; Temporal's list may lag some seconds behind. */
    async nudgeWaitingChanges(repository: string): Promise<void> {
      const query = `WorkflowType = '${workflowNames.change}' and ExecutionStatus = 'Running' and ChatOpsRepository = '${repository.replace(/[^\w./-]/g, '')}'`;
      for await (const { workflowId } of client.workflow.list({ query })) {
        await signalIfOpen(workflowId, signalNames.nudge);
      }
    },
    /**
     * A further attempt of a run that ended; the run itself judges whether it may.
     *
     * @param first what it is told before it begins.
     */
    async startRun(
      input: RunInput,
      run: { runId: string; attempt: number; title: string },
      first?: Steer,
    ): Promise<void> {
      const options = {
        taskQueue,
        workflowId: runWorkflowId(run.runId, run.attempt),
        args: [input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
        staticSummary: `${run.runId}, attempt ${run.attempt}: ${run.title}`.slice(0, 190),
      };
      try {
        if (first === undefined) await client.workflow.start(workflowNames.run, options);
        else {
          await client.workflow.signalWithStart(workflowNames.run, {
            ...options,
            signal: signalNames.steer,
            signalArgs: [first],
          });
        }
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    /** @returns false when no such run is going on. */
    steerRun: (run: { runId: string; attempt: number }, steer: Steer) =>
      signalIfOpen(runWorkflowId(run.runId, run.attempt), signalNames.steer, steer),
    /** @returns false when no such run is going on. */
    decideGate: (run: { runId: string; attempt: number }, decision: GateDecision) =>
      signalIfOpen(runWorkflowId(run.runId, run.attempt), signalNames.decideGate, decision),
    /** Tells a run that waits for servers to ask again now. */
    async wake(workflowId: string): Promise<void> {
      await signalIfOpen(workflowId, signalNames.serverFreed);
    },
    /** Whether Temporal knows a workflow of this id that has not ended. */
    async isOpen(workflowId: string): Promise<boolean> {
      try {
        const description = await client.workflow.getHandle(workflowId).describe();
        return description.status.name === 'RUNNING';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    /** A sweep every minute, and one now. */
    async ensureSweep(): Promise<void> {
      const action = {
        type: 'startWorkflow' as const,
        workflowType: workflowNames.sweep,
        taskQueue,
        workflowId: 'sweep',
        args: [],
      };
      try {
        await client.schedule.create({
          scheduleId: sweepScheduleId,
          spec: { intervals: [{ every: '1 minute' }] },
          action,
          policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
          state: { triggerImmediately: true },
        });
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        const handle = client.schedule.getHandle(sweepScheduleId);
        await handle.update((current) => ({ ...current, action }));
        await handle.trigger(ScheduleOverlapPolicy.SKIP);
      }
    },
    async sweepNow(): Promise<void> {
      await client.schedule.getHandle(sweepScheduleId).trigger(ScheduleOverlapPolicy.SKIP);
    },
  };
}
export type WorkflowStarts = ReturnType<typeof createWorkflowStarts>;

import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import {
  type ChangeInput,
  changeId,
  type GateDecision,
  type Hearing,
  type RequestInput,
  type RunInput,
  requestId,
  runWorkflowId,
  type Steer,
  signalNames,
  updateNames,
  workflowNames,
} from './contract.js';
import { createSchedules } from './schedules.js';

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
  /** One comment is one word, however often it is told. */
  async function updateIfOpen(
    workflowId: string,
    update: string,
    word: Steer | GateDecision,
  ): Promise<Hearing | undefined> {
    try {
      return await client.workflow.getHandle(workflowId).executeUpdate<Hearing, [Steer | GateDecision]>(update, {
        args: [word],
        ...(word.comment === undefined ? {} : { updateId: `comment:${word.comment}` }),
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }
  /** Ids of what goes on of one kind; Temporal's list may lag some seconds behind. */
  async function openWorkflows(repository: string, kind: keyof typeof workflowNames): Promise<readonly string[]> {
    const name = repository.replace(/[^\w./-]/g, '');
    const query = `WorkflowType = '${workflowNames[kind]}' and ExecutionStatus = 'Running' and ChatOpsRepository = '${name}'`;
    const found: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
    return found;
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
      for (const workflowId of await openWorkflows(repository, 'change')) {
        await signalIfOpen(workflowId, signalNames.nudge);
      }
    },
    /** Ends what is open of a repository that is ours no more. Runs are cancelled by word, and look after their servers. */
    async endWorkflows(repository: string): Promise<void> {
      const cancel: Steer = { kind: 'cancel', by: 'chatops' };
      for (const workflowId of await openWorkflows(repository, 'run')) {
        await signalIfOpen(workflowId, signalNames.steer, cancel);
      }
      for (const kind of ['change', 'request'] as const)
        for (const workflowId of await openWorkflows(repository, kind)) {
          const handle = client.workflow.getHandle(workflowId);
          await handle.terminate('the app was removed or suspended').catch(unlessGone);
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
    /** @returns undefined when no such run is going on. */
    async steerRun(run: { runId: string; attempt: number }, steer: Steer): Promise<Hearing | undefined> {
      const id = runWorkflowId(run.runId, run.attempt);
      // these two are heeded whenever they come, and must not wait for a run that takes its time to answer
      if (steer.kind === 'cancel' || steer.kind === 'rollback')
        return (await signalIfOpen(id, signalNames.steer, steer)) ? { kind: 'heard' } : undefined;
      return await updateIfOpen(id, updateNames.tell, steer);
    },
    /** @returns undefined when no such run is going on. */
    decideGate: (run: { runId: string; attempt: number }, decision: GateDecision) =>
      updateIfOpen(runWorkflowId(run.runId, run.attempt), updateNames.decide, decision),
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
    ...createSchedules(client, taskQueue),
  };
}
function unlessGone(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

export type WorkflowStarts = ReturnType<typeof createWorkflowStarts>;

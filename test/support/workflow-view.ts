import { randomUUID } from 'node:crypto';
import { changeId, requestId, workflowNames } from '@chatops-commander/workflows/contract';
import { WorkflowNotFoundError } from '@temporalio/client';
import { createDeliveries } from './deliveries.js';
import type { TestStack } from './test-stack.js';

/** Where workflows stand, so that a test knows that nothing more is to come before it says that nothing came. */
export interface WorkflowView {
  /** Nudges a pull request's workflow and waits until it has looked after that, and ended or waits for a person. */
  judged(pull: number): Promise<void>;
  /** Waits until the request of a comment has ended; what it came to, or undefined when none was started. */
  answered(issue: number, comment: number): Promise<string | undefined>;
  /** Sweeps now, and waits for its end. */
  swept(): Promise<void>;
}

/** The longest that a look waits for others that were before it. */
const spacingSeconds = 10;

export function createWorkflowView({
  stack,
  temporal,
  starts,
  conversation,
}: Pick<TestStack, 'stack' | 'temporal' | 'starts' | 'conversation'>): WorkflowView {
  const { repository } = stack;

  async function exists(workflowId: string): Promise<boolean> {
    try {
      await temporal.workflow.getHandle(workflowId).describe();
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
  /** Ended, or waiting on its slow timer: then it has heard whatever signal its history holds. A short one spaces looks. */
  async function isIdle(workflowId: string): Promise<boolean> {
    const handle = temporal.workflow.getHandle(workflowId);
    if ((await handle.describe()).status.name !== 'RUNNING') return true;
    const { events } = await handle.fetchHistory();
    return Number(events?.at(-1)?.timerStartedEventAttributes?.startToFireTimeout?.seconds ?? 0) > spacingSeconds;
  }
  return {
    async judged(pull) {
      await starts.nudgeChange({ repository, pull });
      const id = changeId({ repository, pull });
      await conversation.until(`#${pull} is judged`, async () => ((await isIdle(id)) ? true : undefined));
    },
    async answered(issue, comment) {
      const id = requestId({ repository, issue, source: { kind: 'comment', id: comment } });
      await createDeliveries({ stack }).of({ event: 'issue_comment', action: 'created', comment });
      return (await exists(id)) ? String(await temporal.workflow.getHandle(id).result()) : undefined;
    },
    async swept() {
      // Started here and not by the schedule, whose own account of what runs lags by up to a minute. Every step of a
      // sweep may be taken twice, so that one of the schedule's at the same time does no harm.
      await temporal.workflow.execute(workflowNames.sweep, {
        workflowId: `sweep-of-a-test:${randomUUID()}`,
        taskQueue: stack.settings.taskQueue,
        args: [],
      });
    },
  };
}

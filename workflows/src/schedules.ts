import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptionsAction,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { pruneScheduleId, sweepScheduleId, workflowNames } from './contract.js';

/** What happens by the clock. A schedule may be missing at any time: before the first start, and after Temporal lost its data. */
export function createSchedules(client: Client, taskQueue: string) {
  const sweep = createSchedule(client, {
    scheduleId: sweepScheduleId(taskQueue),
    every: '1 minute',
    workflow: workflowNames.sweep,
    taskQueue,
  });
  const prune = createSchedule(client, {
    scheduleId: pruneScheduleId(taskQueue),
    every: '1 day',
    workflow: workflowNames.prune,
    taskQueue,
  });
  return {
    /** A sweep every minute and a pruning every day, and one of each now. */
    async ensureSchedules(): Promise<void> {
      await sweep.ensure();
      await prune.ensure();
    },
    /** Creates the schedules where they are missing; otherwise changes nothing. */
    async keepSchedules(): Promise<void> {
      await sweep.keep();
      await prune.keep();
    },
    ensureSweep: sweep.ensure,
    sweepNow: sweep.now,
    pruneNow: prune.now,
  };
}

function createSchedule(
  client: Client,
  of: {
    readonly scheduleId: string;
    readonly every: '1 minute' | '1 day';
    readonly workflow: string;
    readonly taskQueue: string;
  },
) {
  const { scheduleId, every, taskQueue } = of;
  const action = {
    type: 'startWorkflow' as const,
    workflowType: of.workflow,
    taskQueue,
    workflowId: `${of.workflow}:${taskQueue}`,
    args: [],
  } satisfies ScheduleOptionsAction;
  async function create(): Promise<void> {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every }] },
      action,
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      state: { triggerImmediately: true },
    });
  }
  async function unlessMissing(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      await create().catch((problem: unknown) => {
        // somebody else was first
        if (!(problem instanceof ScheduleAlreadyRunning)) throw problem;
      });
    }
  }
  return {
    async ensure(): Promise<void> {
      try {
        await create();
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        const handle = client.schedule.getHandle(scheduleId);
        await handle.update((current) => ({ ...current, action }));
        await handle.trigger(ScheduleOverlapPolicy.SKIP);
      }
    },
    keep: () => unlessMissing(() => client.schedule.getHandle(scheduleId).describe()),
    now: () => unlessMissing(() => client.schedule.getHandle(scheduleId).trigger(ScheduleOverlapPolicy.SKIP)),
  };
}

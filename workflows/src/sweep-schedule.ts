import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { sweepScheduleId, workflowNames } from './contract.js';

/** The schedule of the sweep. It may be missing at any time: before the first start, and after Temporal lost its data. */
export function createSweepSchedule(client: Client, taskQueue: string) {
  const scheduleId = sweepScheduleId(taskQueue);
  const action = {
    type: 'startWorkflow' as const,
    workflowType: workflowNames.sweep,
    taskQueue,
    workflowId: `sweep:${taskQueue}`,
    args: [],
  };
  async function create(): Promise<void> {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every: '1 minute' }] },
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
    /** A sweep every minute, and one now. */
    async ensureSweep(): Promise<void> {
      try {
        await create();
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        const handle = client.schedule.getHandle(scheduleId);
        await handle.update((current) => ({ ...current, action }));
        await handle.trigger(ScheduleOverlapPolicy.SKIP);
      }
    },
    /** Creates the schedule where it is missing; otherwise changes nothing. */
    keepSweep: () => unlessMissing(() => client.schedule.getHandle(scheduleId).describe()),
    sweepNow: () => unlessMissing(() => client.schedule.getHandle(scheduleId).trigger(ScheduleOverlapPolicy.SKIP)),
  };
}

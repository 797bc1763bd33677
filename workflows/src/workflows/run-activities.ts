import { proxyActivities } from '@temporalio/workflow';
import type {
  GateActivities,
  LockActivities,
  LostRunActivities,
  RunReportActivities,
  StepActivities,
  WaitActivities,
  WatchActivities,
} from '../activities/run/run-activities.js';

/** Away for two minutes, or two hours: GitHub, PostgreSQL and servers come back, and the run goes on. */
const patient = { initialInterval: '500 milliseconds', maximumInterval: '15 seconds', backoffCoefficient: 2 } as const;

export const gate = proxyActivities<GateActivities>({ startToCloseTimeout: '2 minutes', retry: patient });
export const locks = proxyActivities<LockActivities>({ startToCloseTimeout: '2 minutes', retry: patient });
export const reporting = proxyActivities<RunReportActivities>({ startToCloseTimeout: '2 minutes', retry: patient });
export const closing = proxyActivities<LostRunActivities>({ startToCloseTimeout: '2 minutes', retry: patient });
/** Progress is news: what cannot be told within some seconds is overtaken by what comes next. */
export const progressReporting = proxyActivities<Pick<RunReportActivities, 'publishRunProgress'>>({
  startToCloseTimeout: '30 seconds',
  retry: { ...patient, maximumAttempts: 4 },
});
export const preflight = proxyActivities<Pick<StepActivities, 'preflight'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '20 seconds',
  retry: patient,
});

export const waiting = proxyActivities<WaitActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: patient,
});
/** It ends when it is cancelled, and then tells what it saw. */
export const watching = proxyActivities<WatchActivities>({
  startToCloseTimeout: '30 days',
  heartbeatTimeout: '10 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: patient,
});

/** A server that cannot be reached for so long may still run what was cancelled; then the run's end is unknown. */
export const halting = proxyActivities<Pick<StepActivities, 'haltRun'>>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  heartbeatTimeout: '20 seconds',
  retry: patient,
});

/** A worker, a database or a server may be away for so long in the middle of a step before a person is asked. */
const longestSilenceMs = 4 * 60 * 60_000;

/**
 * Steps are tried again on broken machinery (a worker that died, a database away): the durable job makes that
 * harmless, and the step's own time-out, enforced on the server, bounds it. A failed command is an outcome, not an
 * error, and is never repeated here.
 */
export function stepActivities(limitMs: number) {
  return proxyActivities<Pick<StepActivities, 'executeStretch' | 'undoServers'>>({
    startToCloseTimeout: limitMs,
    scheduleToCloseTimeout: limitMs + longestSilenceMs,
    heartbeatTimeout: '10 seconds',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    retry: patient,
  });
}

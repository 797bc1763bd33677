import type { PlannedStretch, RunPlan } from '@chatops-commander/workflows/activities/run/run-plan';

/** One step as a stretch of its own; it changes something unless said otherwise. */
export function stretch(id: string, more: Partial<PlannedStretch> = {}): PlannedStretch {
  return {
    steps: [{ id, uses: 'test.step', timeoutMs: 1_000, continueOnFailure: false }],
    changes: true,
    on: 'targets',
    attempts: 1,
    backoffMs: 1,
    maxBackoffMs: 1,
    ...more,
  };
}

/** Servers `a`, `b`, … one by one, and nothing tolerated. */
export function planOf(more: Partial<RunPlan>): RunPlan {
  const batches = more.batches ?? [['a'], ['b']];
  return {
    runId: '',
    attempt: 1,
    title: 'Test',
    language: 'en',
    risk: 'low',
    requester: 'alice',
    environments: [],
    servers: batches.flat(),
    before: [],
    steps: [],
    after: [],
    batches,
    health: [],
    watches: false,
    unreachable: 'stop',
    tolerated: 0,
    pauseMs: 0,
    onFailure: 'stop',
    pauseForMs: 60_000,
    lockWaitMs: 1_000,
    eventsPerHistory: 8_000,
    ...more,
  };
}

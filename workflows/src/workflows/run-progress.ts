import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { RunProgress as Published } from '../activities/run/run-activities.js';
import type { RunPlan, ServerTrouble } from '../activities/run/run-plan.js';
import { progressReporting } from './run-activities.js';

/** Where the run stands: shown in Temporal's UI as it changes, and on GitHub when a phase begins. */
export interface RunProgress {
  stretchDone(): void;
  startBatch(number: number): void;
  touch(servers: readonly string[]): void;
  touched(): readonly string[];
  add(trouble: readonly ServerTrouble[]): void;
  trouble(): readonly ServerTrouble[];
  /** Tells GitHub, without waiting: no server waits until people have been told. */
  publishMeanwhile(phase: Published['phase'], lockedBy?: Published['lockedBy']): void;
  /** Resolves when what is being published has been, so that nothing older overwrites what comes next. */
  published(): Promise<void>;
}

export function createRunProgress(plan: RunPlan): RunProgress {
  const total = plan.before.length + plan.steps.length * plan.batches.length + plan.after.length;
  const touched = new Set<string>();
  const trouble: ServerTrouble[] = [];
  let done = 0;
  let batch = 0;
  let phase: Published['phase'] = 'running';
  let meanwhile: Promise<void> = Promise.resolve();
  const show = () =>
    setCurrentDetails(
      [
        `**${plan.title}** (${plan.runId}, risk ${plan.risk})`,
        `${phase}: stretch ${done} of ${total}, batch ${batch} of ${plan.batches.length}, ${plan.servers.length} server(s)`,
        ...trouble.slice(-5).map((one) => `- ${one.server}, ${one.step}: ${one.because.en}`),
      ].join('\n\n'),
    );
  return {
    stretchDone() {
      done += 1;
      show();
    },
    startBatch(number) {
      batch = number;
      show();
    },
    touch: (servers) => servers.forEach((server) => void touched.add(server)),
    touched: () => [...touched],
    add: (more) => void trouble.push(...more),
    trouble: () => trouble,
    publishMeanwhile(next, lockedBy) {
      // One after the other, so that nothing older overwrites what is newer. A cancel of the run leaves it alone: half a
      // publication could come after the report. What GitHub does not take in time, the report tells.
      const before = meanwhile;
      meanwhile = CancellationScope.nonCancellable(async () => {
        await before;
        await publish(next, lockedBy);
      }).catch(() => undefined);
    },
    published: () => meanwhile,
  };

  async function publish(next: Published['phase'], lockedBy?: Published['lockedBy']): Promise<void> {
    phase = next;
    show();
    await progressReporting.publishRunProgress(plan.runId, {
      phase,
      batch,
      batches: plan.batches.length,
      stepsDone: done,
      steps: total,
      trouble,
      ...(lockedBy === undefined ? {} : { lockedBy, waitsFor: `${Math.ceil(plan.lockWaitMs / 60_000)}m` }),
    });
  }
}

import type { Outcomes } from '@chatops-commander/engine/records/outcomes';
import type { RemoteJobs, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { cancelStep } from './cancel-step.js';
import { executionId } from './execution-id.js';
import { type EndDeps, recordEnd } from './record-end.js';
import type { ServerTrouble } from './run-plan.js';
import { standingOf, summaryOf } from './step-standing.js';

export interface HaltDeps extends EndDeps {
  readonly jobs: Pick<RemoteJobs, 'cancel'>;
  readonly outcomes: Pick<Outcomes, 'ofRun' | 'finish'>;
  addressOf(server: string): ServerAddress;
}

/**
 * Ends whatever an execution started and nobody saw end: a cancel that comes while no worker lives reaches no step, and
 * its command would go on under a run that is called cancelled. Returns what could not be ended. Throws SshErrors.
 */
export async function haltStarted(
  run: { readonly runId: string; readonly runAttempt: number },
  deps: HaltDeps,
): Promise<readonly ServerTrouble[]> {
  const execution = executionId(run.runId, run.runAttempt);
  const started = (await deps.outcomes.ofRun(execution)).filter((row) => row.finishedAt === null);
  const halted = await Promise.all(
    started.map(async (row) => {
      const { stepId: step, server, attempt } = row;
      const outcome = await cancelStep(deps.addressOf(server), { run: execution, step, server, attempt }, deps.jobs);
      const key = { runId: execution, stepId: step, server, attempt };
      // only what changes something is on record before it ends
      return await recordEnd({ key, runId: run.runId, changes: true }, outcome, deps);
    }),
  );
  return halted
    .filter((row) => standingOf(row.result) === 'unknown')
    .map((row) => ({ server: row.server, step: row.stepId, because: summaryOf(row.result) }));
}

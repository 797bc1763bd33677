import type { Outcomes } from '@chatops-commander/engine/records/outcomes';
import type { RemoteJobs, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { cancelStep } from './cancel-step.js';
import type { ServerTrouble } from './run-plan.js';
import { standingOf, summaryOf } from './step-standing.js';

export interface HaltDeps {
  readonly jobs: Pick<RemoteJobs, 'cancel'>;
  readonly outcomes: Pick<Outcomes, 'ofRun' | 'finish'>;
  addressOf(server: string): ServerAddress;
}

/**
 * Ends whatever an execution started and nobody saw end: a cancel that comes while no worker lives reaches no step, and
 * its command would go on under a run that is called cancelled. Returns what could not be ended. Throws SshErrors.
 */
export async function haltStarted(execution: string, deps: HaltDeps): Promise<readonly ServerTrouble[]> {
  const started = (await deps.outcomes.ofRun(execution)).filter((row) => row.finishedAt === null);
  const halted = await Promise.all(
    started.map(async (row) => {
      const { stepId: step, server, attempt } = row;
      const outcome = await cancelStep(deps.addressOf(server), { run: execution, step, server, attempt }, deps.jobs);
      return await deps.outcomes.finish({ runId: execution, stepId: step, server, attempt }, outcome);
    }),
  );
  return halted
    .filter((row) => standingOf(row.result) === 'unknown')
    .map((row) => ({ server: row.server, step: row.stepId, because: summaryOf(row.result) }));
}

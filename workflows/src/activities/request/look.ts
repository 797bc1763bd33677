import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { Finding } from '@chatops-commander/engine/planner/planner';
import type { Outcomes } from '@chatops-commander/engine/records/outcomes';
import { numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { placementOf, serversOfStep } from '@chatops-commander/engine/runbook/placement';
import type { Inventory, Runbook, Step } from '@chatops-commander/schemas';
import { controller } from '../controller.js';
import { eachServer, serversAtOnce } from '../each-server.js';
import { explainTrouble, prepareStep } from '../prepare-step.js';
import { failedBefore, standingOf, summaryOf } from '../run/step-standing.js';

export interface LookDeps {
  readonly runner: Pick<StepRunner, 'read'>;
  readonly outcomes: Pick<Outcomes, 'finish' | 'ofRun'>;
}

/**
 * Runs reading steps on every server they name, each server by itself: one that cannot be reached is a finding too,
 * and keeps none of the others back.
 *
 * @param id the request's, under which the findings go on record.
 * @throws the signal's reason when it aborts.
 */
export async function look(
  id: string,
  runbook: Runbook,
  inventory: Inventory,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<{ servers: number; troubled: number }> {
  const tasks = new Map<string, { stepId: string; step: Step }[]>();
  for (const { id: stepId, step } of numberSteps(runbook)) {
    const places = placementOf(step).kind === 'controller' ? [controller] : serversOfStep(step, runbook);
    for (const place of places) tasks.set(place, [...(tasks.get(place) ?? []), { stepId, step }]);
  }
  const servers = [...tasks.keys()];
  const troubled = await eachServer(servers, serversAtOnce, async (server) => {
    let trouble = false;
    for (const { stepId, step } of tasks.get(server) ?? []) {
      const result = await readOne(step, stepId, server);
      // the first result stays, and what an abort cut short is none
      signal.throwIfAborted();
      const row = await deps.outcomes.finish({ runId: id, stepId, server, attempt: 1 }, result);
      trouble ||= standingOf(row.result) !== 'done';
    }
    return trouble;
  });
  return { servers: servers.length, troubled: troubled.filter(Boolean).length };

  async function readOne(step: Step, stepId: string, server: string) {
    try {
      const prepared = prepareStep(step, stepId, server, inventory);
      return await deps.runner.read({ ...prepared, runId: id, attempt: 1 }, { signal });
    } catch (error) {
      const reason = explainTrouble(error);
      if (reason === undefined) throw error;
      return failedBefore(reason);
    }
  }
}

/** What the looking of this runbook showed, in the planner's terms. */
export async function findingsOf(id: string, runbook: Runbook, outcomes: Pick<Outcomes, 'ofRun'>): Promise<Finding[]> {
  const uses = new Map(numberSteps(runbook).map((one) => [one.id, one.step.uses]));
  return (await outcomes.ofRun(id)).flatMap(({ stepId, server, result }) => {
    if (result === null) return [];
    return [
      {
        step: stepId,
        uses: uses.get(stepId) ?? '',
        server,
        ok: standingOf(result) === 'done' && !showsTrouble(result),
        outputs: 'outputs' in result ? result.outputs : {},
        summary: summaryOf(result),
      },
    ];
  });
}

/** A reading that worked may still show something wrong: a critical disk, a stopped service. */
function showsTrouble(result: StepOutcome): boolean {
  if (!('outputs' in result)) return false;
  const { verdict, state } = result.outputs;
  return (verdict !== undefined && verdict !== 'ok') || state === 'inactive' || state === 'failed';
}

import type { Audit } from '@chatops-commander/engine/records/audit';
import type { Localized } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { assessRisk } from '@chatops-commander/engine/runbook/assess-risk';
import type { AttemptPurpose, RunRow } from '@chatops-commander/engine/records/run-row';
import type { Runs } from '@chatops-commander/engine/records/runs';
import type { Policy } from '@chatops-commander/schemas';
import type { RunInput } from '../../contract.js';
import { runWorkflowId } from '../../contract.js';
import { makeRunPlan } from './make-run-plan.js';
import type { Admission, GateActivities } from './run-activities.js';
import { type RunContext, type RunContexts, NotTheApprovedBytes } from './run-contexts.js';
import type { RunPlan } from './run-plan.js';

/** Why a run may not start now, judged afresh; undefined: it may. */
export type JudgeRun = (input: RunInput, purpose: AttemptPurpose) => Promise<Localized | undefined>;

export interface GateDeps {
  readonly runs: Pick<Runs, 'runsOfPull' | 'claim' | 'setState' | 'finish'>;
  readonly contexts: Pick<RunContexts, 'of'>;
  readonly judge: JudgeRun;
  policyInForce(repository: string): Promise<Policy>;
  readonly audit: Pick<Audit, 'append'>;
}

/**
 * The run's own door. Its input is references that anybody could type into Temporal's command line, so everything is
 * looked up again: the row that was written when the merge was judged, the workflow that may carry it out, and the
 * decision itself, from GitHub as it is now.
 */
export function createGateActivities(deps: GateDeps): GateActivities {
  async function find(input: RunInput): Promise<RunRow | undefined> {
    const rows = await deps.runs.runsOfPull(input.repository, input.pull);
    return rows.find(
      (one) => one.path === input.path && one.blob === input.blob && one.mergeCommit === input.mergeCommit,
    );
  }
  async function plan(row: RunRow, { runbook, inventory }: RunContext): Promise<RunPlan> {
    const policy = await deps.policyInForce(row.repository);
    const { environments } = assessRisk({ runbook, inventory, policy, findAction });
    return makeRunPlan(row, runbook, policy, environments);
  }
  return {
    async resumeRun(input, workflowId, workflowRunId): Promise<Admission> {
      const row = await find(input);
      // what is claimed and not over is this workflow's own, from its first history on
      const owns = row?.workflowId === workflowId && row.workflowRunId === workflowRunId && row.finishedAt === null;
      if (row === undefined || !owns) return { kind: 'refused', runId: row?.id, because: notItsWorkflow };
      return { kind: 'admitted', plan: await plan(row, await deps.contexts.of(row.id)) };
    },

    async admitRun(input, workflowId, workflowRunId): Promise<Admission> {
      const row = await find(input);
      if (row === undefined) return await refuse(undefined, notOnRecord);
      if (workflowId !== runWorkflowId(row.id, row.attempt)) return await refuse(row.id, notItsWorkflow);
      const because = await deps.judge(input, row.purpose);
      if (because !== undefined) return await close(row, because);
      const claim = await deps.runs.claim({ runId: row.id, attempt: row.attempt, workflowId, workflowRunId });
      if (claim.kind !== 'claimed') return await refuse(row.id, notItsWorkflow);
      try {
        const context = await deps.contexts.of(row.id);
        if (context.steps.size === 0) return await close(row, noSteps);
        const planned = await plan(row, context);
        await deps.runs.setState({ runId: row.id, attempt: row.attempt, state: 'waiting' });
        await deps.audit.append({
          actor: workflowId,
          kind: 'run.admitted',
          subject: row.id,
          data: { ...input, attempt: row.attempt, workflowRunId },
          key: `run.admitted:${workflowId}`,
        });
        return { kind: 'admitted', plan: planned };
      } catch (error) {
        if (error instanceof NotTheApprovedBytes) return await close(row, error.describe());
        throw error;
      }

      /** The run's own workflow may not start it, so the attempt is over: nobody else will. One under way stays as it is. */
      async function close(run: RunRow, reason: Localized): Promise<Admission> {
        if (run.startedAt === null) {
          const { id: runId, attempt } = run;
          await deps.runs.finish({ runId, attempt, state: 'refused', summary: { because: reason.en } });
        }
        return await refuse(run.id, reason);
      }
      async function refuse(runId: string | undefined, reason: Localized): Promise<Admission> {
        await deps.audit.append({
          actor: workflowId,
          kind: 'run.refused',
          subject: runId ?? `${input.repository}#${input.pull}`,
          data: { ...input, because: reason.en },
          key: `run.refused:${workflowId}:${workflowRunId}`,
        });
        return { kind: 'refused', runId, because: reason };
      }
    },
  };
}

const notOnRecord: Localized = {
  en: 'no approved merge is on record for these references; a run starts by merging an approved pull request',
  fr: "aucune fusion approuvée n'est enregistrée pour ces références ; une exécution commence par la fusion d'une pull request approuvée",
};
const notItsWorkflow: Localized = {
  en: 'this run belongs to another workflow, or is over; `/ops retry` starts a new attempt',
  fr: 'cette exécution appartient à un autre workflow, ou elle est terminée ; `/ops retry` lance une nouvelle tentative',
};
const noSteps: Localized = {
  en: 'the runbook has no steps, so there is nothing to run',
  fr: "le runbook n'a aucune étape, il n'y a rien à exécuter",
};

import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import type { OutputStore } from '@chatops-commander/engine/records/outputs';
import type { StepResultKind } from '@chatops-commander/engine/report/run-outcome';
import type { ReportedStep } from '@chatops-commander/engine/report/step-table';
import { placementOf, serversOfStep } from '@chatops-commander/engine/runbook/placement';
import { controller } from '../controller.js';
import { executionId } from './execution-id.js';
import type { RunContext } from './run-contexts.js';
import { standingOf, summaryOf } from './step-standing.js';

/** The end of each stream that a report shows; all of it is in the log store. */
const tailBytes = 4_096;

/** Every step of the runbook with what came of it on each of its servers, those that never ran included. */
export async function reportedSteps(
  context: RunContext,
  outcomes: readonly OutcomeRow[],
  runAttempt: number,
  outputs: Pick<OutputStore, 'tail'>,
): Promise<ReportedStep[]> {
  const runId = executionId(context.row.id, runAttempt);
  return await Promise.all(
    [...context.steps.values()].map(async ({ id, step }) => {
      const places = placementOf(step).kind === 'controller' ? [controller] : serversOfStep(step, context.runbook);
      const servers = await Promise.all(
        places.map(async (place) => {
          const row = outcomes.filter((one) => one.stepId === id && one.server === place).at(-1);
          const server = place === controller ? undefined : place;
          if (row === undefined)
            return { server, result: 'not-run' as const, summary: { en: '', fr: '' }, durationMs: undefined };
          const outputTail = await tailOf(row);
          return {
            server,
            result: resultOf(row),
            summary: summaryOf(row.result),
            durationMs: row.result?.durationMs,
            ...(outputTail === '' ? {} : { outputTail }),
          };
        }),
      );
      return { id, servers };
    }),
  );

  async function tailOf(row: OutcomeRow): Promise<string> {
    const key = { runId, stepId: row.stepId, server: row.server, attempt: row.attempt };
    const [stdout, stderr] = await Promise.all([
      outputs.tail({ ...key, stream: 'stdout' }, tailBytes),
      outputs.tail({ ...key, stream: 'stderr' }, tailBytes),
    ]);
    return [stdout.bytes.toString('utf8'), stderr.bytes.toString('utf8')].filter((text) => text !== '').join('\n');
  }
}

function resultOf(row: OutcomeRow): StepResultKind {
  if (row.result?.kind === 'already-so') return 'already-so';
  const standing = standingOf(row.result);
  return standing === 'cancelled' ? 'failed' : standing;
}

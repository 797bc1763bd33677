import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import type { OutputStore } from '@chatops-commander/engine/records/outputs';
import { needsAttention, type StepResultKind } from '@chatops-commander/engine/report/run-outcome';
import type { ReportedStep } from '@chatops-commander/engine/report/step-table';
import { placementOf, serversOfStep } from '@chatops-commander/engine/runbook/placement';
import { controller } from '../controller.js';
import { executionId } from './execution-id.js';
import type { RunContext } from './run-contexts.js';
import { standingOf, summaryOf } from './step-standing.js';

/** The end of each stream that a report shows; all of it is in the log store. */
const tailBytes = 4_096;
/** More than a comment has room for. */
const tailsShown = 40;

/** Every step of the runbook with what came of it on each of its servers, those that never ran included. */
export async function reportedSteps(
  context: RunContext,
  outcomes: readonly OutcomeRow[],
  runAttempt: number,
  outputs: Pick<OutputStore, 'tail'>,
): Promise<ReportedStep[]> {
  const runId = executionId(context.row.id, runAttempt);
  // a run has as many outcomes as steps times servers; later ones of the same step replace earlier ones
  const last = new Map(outcomes.map((row) => [placeKey(row.stepId, row.server), row]));
  const steps = [...context.steps.values()].map(({ id, step }) => {
    const places = placementOf(step).kind === 'controller' ? [controller] : serversOfStep(step, context.runbook);
    return { id, rows: places.map((place) => ({ place, row: last.get(placeKey(id, place)) })) };
  });
  const tails = await tailsOf(steps.flatMap(({ rows }) => rows.flatMap(({ row }) => (row === undefined ? [] : [row]))));
  return steps.map(({ id, rows }) => ({
    id,
    servers: rows.map(({ place, row }) => {
      const server = place === controller ? undefined : place;
      if (row === undefined) {
        return { server, result: 'not-run' as const, summary: { en: '', fr: '' }, durationMs: undefined };
      }
      const outputTail = tails.get(row) ?? '';
      return {
        server,
        result: resultOf(row),
        summary: summaryOf(row.result),
        durationMs: row.result?.durationMs,
        ...(outputTail === '' ? {} : { outputTail }),
      };
    }),
  }));

  /** Of what failed first; one after the other, since a run has as many as steps times servers. */
  async function tailsOf(rows: readonly OutcomeRow[]): Promise<ReadonlyMap<OutcomeRow, string>> {
    const troubled = (row: OutcomeRow) => needsAttention(resultOf(row));
    const shown = [...rows.filter(troubled), ...rows.filter((row) => !troubled(row))].slice(0, tailsShown);
    const found = new Map<OutcomeRow, string>();
    for (const row of shown) found.set(row, await tailOf(row));
    return found;
  }

  async function tailOf(row: OutcomeRow): Promise<string> {
    const key = { runId, stepId: row.stepId, server: row.server, attempt: row.attempt };
    const [stdout, stderr] = await Promise.all([
      outputs.tail({ ...key, stream: 'stdout' }, tailBytes),
      outputs.tail({ ...key, stream: 'stderr' }, tailBytes),
    ]);
    return [stdout.bytes.toString('utf8'), stderr.bytes.toString('utf8')].filter((text) => text !== '').join('\n');
  }
}

const placeKey = (stepId: string, server: string): string => `${stepId}\n${server}`;

function resultOf(row: OutcomeRow): StepResultKind {
  if (row.result?.kind === 'already-so') return 'already-so';
  const standing = standingOf(row.result);
  return standing === 'cancelled' ? 'failed' : standing;
}

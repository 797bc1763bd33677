import type { Records } from '@chatops-commander/engine/records/records';
import { executionId } from '@chatops-commander/workflows/activities/run/execution-id';
import { createOutputPrinter } from '../logs/output-printer.js';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

const pageBytes = 1024 * 1024;

/** Prints both streams of every execution, page by page. @throws {Error} when nothing is on record. */
export async function logs(runId: string, step: string | undefined, server: string | undefined): Promise<void> {
  const database = openDatabase(readSettings(process.env, ['database']));
  const print = createOutputPrinter(process.stdout);
  const { outputs } = database.records;
  try {
    const rows = (await rowsOf(runId, database.records)).filter(
      (row) => (step ?? row.stepId) === row.stepId && (server ?? row.server) === row.server,
    );
    if (rows.length === 0)
      throw new Error(`nothing is on record for ${[runId, step, server].filter(Boolean).join(' ')}`);
    for (const row of rows) {
      const { stepId, attempt } = row;
      const summary =
        row.result === null
          ? 'not ended'
          : `${row.result.kind} in ${row.result.durationMs} ms: ${('summary' in row.result ? row.result.summary : row.result.reason).en}`;
      print.line(`== ${row.runId}: ${stepId} on ${row.server}, execution ${attempt}: ${summary}`);
      for (const stream of ['stdout', 'stderr'] as const) {
        for (let from = 0; ; ) {
          const bytes = await outputs.read(
            { runId: row.runId, stepId, server: row.server, attempt, stream },
            { from, limit: pageBytes },
          );
          if (bytes.length === 0) break;
          print.bytes(bytes);
          from += bytes.length;
        }
        print.end();
      }
    }
  } finally {
    await database.close();
  }
}

/** All attempts of a run, or the one execution or request of that very name. */
async function rowsOf(id: string, { runs, outcomes }: Pick<Records, 'runs' | 'outcomes'>) {
  const run = await runs.get(id);
  const names =
    run === undefined ? [id] : Array.from({ length: run.attempt }, (_, index) => executionId(run.id, index + 1));
  return (await Promise.all(names.map((name) => outcomes.ofRun(name)))).flat();
}

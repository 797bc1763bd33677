import type { Command } from 'commander';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

const pageBytes = 1024 * 1024;

export function registerLogs(program: Command): void {
  program
    .command('logs <run> [step] [server]')
    .description('everything that a run printed')
    .action(async (runId: string, step: string | undefined, server: string | undefined) => {
      const database = openDatabase(readSettings(process.env, ['database']));
      const { outcomes, outputs } = database.records;
      try {
        const rows = (await outcomes.ofRun(runId)).filter(
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
          process.stdout.write(`== ${stepId} on ${row.server}, execution ${attempt}: ${summary}\n`);
          for (const stream of ['stdout', 'stderr'] as const) {
            for (let from = 0; ; ) {
              const bytes = await outputs.read(
                { runId, stepId, server: row.server, attempt, stream },
                { from, limit: pageBytes },
              );
              if (bytes.length === 0) break;
              process.stdout.write(bytes);
              from += bytes.length;
            }
          }
        }
      } finally {
        await database.close();
      }
    });
}

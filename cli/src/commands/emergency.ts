import { readFile } from 'node:fs/promises';
import { connectClient } from '@chatops-commander/workflows/connect';
import { type RunResult, runWorkflowId } from '@chatops-commander/workflows/contract';
import { createWorkflowStarts } from '@chatops-commander/workflows/start-workflows';
import type { Command } from 'commander';
import { runEmergency } from '../emergency/run-emergency.js';
import { signWithSsh, usualKey } from '../emergency/sign-with-ssh.js';
import { type Database, openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

interface EmergencyOptions {
  readonly reason: string;
  readonly as: string;
  readonly repository?: string;
  readonly key?: string;
}

export function registerEmergency(program: Command): void {
  program
    .command('emergency <file>')
    .description('while GitHub is away: run a runbook that an admin signs with an SSH key that policy lists')
    .requiredOption('--reason <text>', 'why it cannot wait; told on GitHub when that is back')
    .requiredOption('--as <login>', 'your GitHub login, as policy names you')
    .option('--repository <owner/name>', 'the ops repo; needed where there are several')
    .option('--key <file>', 'your SSH key, or the .pub of one in an agent (~/.ssh/id_ed25519 and the like)')
    .action(async (file: string, options: EmergencyOptions) => {
      process.exitCode = (await emergency(file, options)) ? 0 : 1;
    });
}

async function emergency(file: string, { reason, as, repository, key }: EmergencyOptions): Promise<boolean> {
  const settings = readSettings(process.env, ['database']);
  const database = openDatabase(settings);
  const { client, connection } = connectClient(settings.temporal);
  try {
    const text = await readFile(file, 'utf8');
    const run = await runEmergency(
      { repository: repository ?? (await onlyRepository(database)), file, text, reason, by: as },
      {
        records: database.records,
        starts: createWorkflowStarts(client, settings.taskQueue),
        sign: (message, namespace) => signWithSsh(message, { key: key ?? usualKey(), namespace }),
        say: (line) => console.log(line),
      },
    );
    const workflowId = runWorkflowId(run.id, run.attempt);
    console.log(`${run.id} started, workflow ${workflowId}; what it prints: chatops logs ${run.id}`);
    // the run workflow's own return type
    const result = (await client.workflow.getHandle(workflowId).result()) as RunResult;
    console.log(`${result.runId}: ${result.state}`);
    return result.state === 'succeeded';
  } finally {
    await database.close();
    await connection.close();
  }
}

async function onlyRepository({ records }: Database): Promise<string> {
  const known = (await records.installations.all()).map((one) => one.repository);
  const [only, ...others] = known;
  if (only !== undefined && others.length === 0) return only;
  throw new Error(`say which ops repo: --repository ${known.length === 0 ? 'OWNER/NAME' : known.join(' | ')}`);
}

import { readFile } from 'node:fs/promises';
import { connectClient } from '@chatops-commander/workflows/connect';
import { type RunResult, runWorkflowId } from '@chatops-commander/workflows/contract';
import { createWorkflowStarts } from '@chatops-commander/workflows/start-workflows';
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

/** Waits for the end of the run; sets exit code 1 when it did not succeed. */
export async function emergency(file: string, options: EmergencyOptions): Promise<void> {
  process.exitCode = (await carryOut(file, options)) ? 0 : 1;
}

async function carryOut(file: string, { reason, as, repository, key }: EmergencyOptions): Promise<boolean> {
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

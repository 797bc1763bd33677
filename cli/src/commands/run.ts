import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { findAction } from '@chatops-commander/engine/actions/registry';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { parseInventory, parsePolicy, renderProblem } from '@chatops-commander/schemas';
import { starterPolicy } from '../init/starter-policy.js';
import { openLocalStack } from '../local-run/local-stack.js';
import { runLocally } from '../local-run/run-locally.js';
import { createLog, logTemporal } from '../runtime/create-log.js';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

interface RunOptions {
  readonly inventory: string;
  readonly policy?: string;
}

/** Waits for the end of the run; sets exit code 1 when it did not succeed. */
export async function run(file: string, options: RunOptions): Promise<void> {
  process.exitCode = (await carryOut(file, options)) ? 0 : 1;
}

async function carryOut(file: string, options: RunOptions): Promise<boolean> {
  const given = readSettings({ LOG_LEVEL: 'error', ...process.env }, []);
  if (given.github !== undefined) {
    throw new Error(
      'GitHub is configured (APP_ID), so runbooks run by an approved pull request alone. Open one that adds the file under changes/.',
    );
  }
  const text = await readFile(file, 'utf8');
  const inventory = { text: await readFile(options.inventory, 'utf8') };
  const policy = { text: options.policy === undefined ? onlyMe() : await readFile(options.policy, 'utf8') };
  const lint = lintRunbook({
    text,
    file,
    as: 'change',
    inventory: parseInventory(inventory.text, options.inventory),
    policy: parsePolicy(policy.text, options.policy ?? 'policy'),
    findAction,
  });
  if (!lint.ok || lint.runbook === undefined)
    throw new Error(
      `it cannot run as it is written:\n${lint.problems.map((problem) => renderProblem(file, problem)).join('\n')}`,
    );
  const log = createLog(given.logLevel);
  logTemporal(log);
  const stack = await openLocalStack(given, process.env);
  const database = openDatabase(stack.settings);
  try {
    await database.migrate();
    const result = await runLocally(
      { file, text, runbook: lint.runbook, inventory, policy },
      stack.settings,
      database.records,
      log,
      (markdown) => console.log(`${markdown}\n`),
    );
    console.log(`${result.runId}: ${result.state}`);
    return result.state === 'succeeded';
  } finally {
    await database.close();
    await stack.stop();
  }
}

const onlyMe = (): string =>
  starterPolicy({ admins: [userInfo().username.replace(/[^A-Za-z0-9-]/g, '-')], operators: [], viewers: [] });

import { readFile, stat } from 'node:fs/promises';
import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { checkDatabase, checkGitHub, checkSettings, checkTemporal, type Finding } from '../doctor/check-parts.js';
import { checkBackupKey, checkBackups } from '../doctor/check-backups.js';
import { checkModel } from '../doctor/check-model.js';
import { checkServers } from '../doctor/check-servers.js';
import { openDatabase } from '../runtime/open-database.js';
import { createSecretReader } from '../runtime/read-secret.js';
import { InvalidSettings, readSettings } from '../settings/read-settings.js';

const defaultInventory = '.chatops/inventory.yaml';

/** One line per finding, with the fix; sets exit code 1 when there is something to mend. */
export async function doctor(options: { inventory?: string; serversOnly?: true }): Promise<void> {
  let failed = 0;
  const print = (finding: Finding) => {
    failed += finding.ok ? 0 : 1;
    console.log(
      `${finding.ok ? 'ok  ' : 'FAIL'} ${finding.what}: ${finding.says}${finding.fix === undefined ? '' : `\n       fix: ${finding.fix}`}`,
    );
  };
  await examine(options, print);
  console.log(failed === 0 ? '\nEverything is in order.' : `\n${failed} to mend.`);
  if (failed > 0) process.exitCode = 1;
}

async function examine(
  options: { inventory?: string; serversOnly?: true },
  print: (finding: Finding) => void,
): Promise<void> {
  const environment = { ...process.env };
  for (const finding of checkSettings(environment, options.serversOnly === true)) print(finding);
  let settings: ReturnType<typeof readSettings>;
  try {
    settings = readSettings(environment, []);
  } catch (error) {
    // said line by line above
    if (error instanceof InvalidSettings) return;
    throw error;
  }
  const readSecret = createSecretReader(settings.secretsDir);
  if (options.serversOnly !== true) {
    const { databaseUrl, github } = settings;
    // what is not set has its line above
    if (databaseUrl !== undefined) print(await checkDatabase({ ...settings, databaseUrl }));
    print(await checkTemporal(settings));
    print(await checkModel(settings));
    print(await checkBackups(settings, readSecret));
    if (github !== undefined) for (const finding of await checkGitHub({ github })) print(finding);
  }
  const file = options.inventory ?? ((await exists(defaultInventory)) ? defaultInventory : undefined);
  if (file !== undefined) {
    for (const finding of await checkServers(parseInventory(await readFile(file, 'utf8'), file), settings))
      print(finding);
    return;
  }
  if (settings.databaseUrl === undefined)
    return print({ ok: true, what: 'servers', says: 'no inventory to check; --inventory FILE names one' });
  const database = openDatabase(settings);
  try {
    for (const { repository } of await database.records.installations.all()) {
      const policy = await database.records.acceptedFiles.inForce(repository, 'policy');
      if (policy !== undefined)
        for (const finding of await checkBackupKey(parsePolicy(policy.content, repository), readSecret)) print(finding);
      const accepted = await database.records.acceptedFiles.inForce(repository, 'inventory');
      if (accepted === undefined)
        print({ ok: false, what: repository, says: 'nothing is in force', fix: `chatops bootstrap ${repository}` });
      else
        for (const finding of await checkServers(parseInventory(accepted.content, repository), settings))
          print(finding);
    }
  } finally {
    await database.close();
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

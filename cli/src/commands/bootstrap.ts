import { userInfo } from 'node:os';
import { bootstrap } from '../runtime/bootstrap.js';
import { createLog } from '../runtime/create-log.js';
import { openGitHub } from '../runtime/github-clients.js';
import { openDatabase } from '../runtime/open-database.js';
import { readSettings } from '../settings/read-settings.js';

/** @param repository OWNER/NAME */
export async function bringIntoForce(repository: string): Promise<void> {
  const settings = readSettings(process.env, ['github', 'database']);
  if (settings.github === undefined) return;
  const database = openDatabase(settings);
  try {
    await database.migrate();
    const accepted = await bootstrap(
      repository,
      userInfo().username,
      openGitHub(settings.github, createLog(settings.logLevel)),
      database.records,
    );
    for (const file of accepted) console.log(`in force: ${file.path} sha256:${file.digest}`);
  } finally {
    await database.close();
  }
}

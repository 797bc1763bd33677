import { createLog } from '../runtime/create-log.js';
import { openDatabase } from '../runtime/open-database.js';
import { startApp } from '../runtime/start-app.js';
import { untilSignal } from '../runtime/until-signal.js';
import { readSettings } from '../settings/read-settings.js';

/** Stays in the foreground until a signal; ends what it started. */
export async function app(): Promise<void> {
  const settings = readSettings(process.env, ['github', 'webhooks', 'database']);
  const { github } = settings;
  if (github === undefined) return;
  const log = createLog(settings.logLevel);
  const database = openDatabase(settings);
  const app = await startApp({
    settings: { ...settings, github },
    records: database.records,
    databaseTrouble: database.trouble,
    log,
  });
  log.info(
    app.port === undefined
      ? 'webhooks are off; the sweep finds everything within a minute'
      : `listening on port ${app.port}`,
  );
  await untilSignal();
  await app.stop();
  await database.close();
}

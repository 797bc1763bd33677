import { createLog, logTemporal } from '../runtime/create-log.js';
import { openGitHub } from '../runtime/github-clients.js';
import { openDatabase } from '../runtime/open-database.js';
import { startWorker } from '../runtime/start-worker.js';
import { untilSignal } from '../runtime/until-signal.js';
import { readSettings } from '../settings/read-settings.js';

/** Stays in the foreground until a signal, or until it can no longer poll. */
export async function worker(): Promise<void> {
  const settings = readSettings(process.env, ['github', 'database']);
  if (settings.github === undefined) return;
  const log = createLog(settings.logLevel);
  logTemporal(log, settings.metricsAddress);
  const database = openDatabase(settings);
  const worker = await startWorker({
    settings,
    records: database.records,
    github: openGitHub(settings.github, log),
    log,
  });
  log.info(`polling ${settings.taskQueue} at ${settings.temporal.address}`);
  await Promise.race([untilSignal(), worker.ended]);
  await worker.stop();
  await database.close();
}

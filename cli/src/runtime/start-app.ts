import { setTimeout as pause } from 'node:timers/promises';
import type { Records } from '@chatops-commander/engine/records/records';
import { startGitHubApp } from '@chatops-commander/github-app/github-app';
import { connectClient } from '@chatops-commander/workflows/connect';
import { createWorkflowStarts } from '@chatops-commander/workflows/start-workflows';
import type { Logger } from 'pino';
import type { Settings } from '../settings/read-settings.js';

export interface AppParts {
  readonly settings: Settings & { readonly github: NonNullable<Settings['github']> };
  readonly records: Pick<Records, 'deliveries'>;
  databaseTrouble(): Promise<string | undefined>;
  readonly log: Logger;
}
export interface RunningApp {
  /** Undefined with WEBHOOKS=off: nothing listens. */
  readonly port: number | undefined;
  stop(): Promise<void>;
}

/** How long a start waits for Temporal before it says so and goes on trying. */
const scheduleRetryMs = 5_000;
/** A Temporal that lost its data lost the schedule, too. */
const scheduleCheckMs = 60_000;

/** Starts the app in this process: webhooks in, and the schedules: the sweep for what they missed, and pruning. */
export async function startApp(parts: AppParts): Promise<RunningApp> {
  const { settings, log } = parts;
  const { client, connection } = connectClient(settings.temporal);
  const starts = createWorkflowStarts(client, settings.taskQueue);
  const stopped = new AbortController();
  // one for each time: calls leave their listeners on it
  const untilStopped = () => AbortSignal.any([stopped.signal]);
  const sweeping = keepTrying(
    // a call that is still tried again when its connection closes would end the process
    () => connection.withAbortSignal(untilStopped(), () => starts.ensureSchedules()),
    () => connection.withAbortSignal(untilStopped(), () => starts.keepSchedules()),
    stopped.signal,
    (error) => log.warn({ err: error }, 'Temporal does not take the schedules yet'),
  );
  const server =
    settings.webhooks === undefined
      ? undefined
      : await startGitHubApp({
          appId: settings.github.appId,
          privateKey: settings.github.privateKey,
          webhookSecret: settings.webhooks.secret,
          port: settings.webhooks.port,
          host: settings.webhooks.host,
          starts,
          deliveries: parts.records.deliveries,
          notReady: parts.databaseTrouble,
          log,
        });
  return {
    port: server?.port,
    async stop() {
      stopped.abort();
      await server?.close();
      await sweeping;
      await connection.close();
    },
  };
}

/** Does the first until it succeeds, and then the second now and then, until it is stopped. */
async function keepTrying(
  first: () => Promise<void>,
  then: () => Promise<void>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  let work = first;
  while (!signal.aborted) {
    let waitMs = scheduleCheckMs;
    try {
      await work();
      work = then;
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      waitMs = scheduleRetryMs;
    }
    await pause(waitMs, undefined, { signal }).catch(() => {});
  }
}

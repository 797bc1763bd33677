import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DevStack } from '@chatops-commander/cli/dev/dev-stack';

const chatops = fileURLToPath(new URL('../../../cli/bin/chatops.mjs', import.meta.url));

/** A `chatops worker` of its own, so that it can be killed as the kernel would. */
export interface WorkerProcess {
  readonly pid: number;
  /** Resolves when it is gone, for whatever reason. */
  readonly gone: Promise<unknown>;
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `chatops worker` on the stack, with nothing but the environment that an operator would give it. */
export function startWorkerProcess({ settings }: Pick<DevStack, 'settings'>, logFile: string): WorkerProcess {
  const { github, temporal } = settings;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [chatops, 'worker'], {
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      APP_ID: String(github.appId),
      PRIVATE_KEY: github.privateKey,
      GITHUB_API_URL: github.apiUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: settings.taskQueue,
      DATABASE_URL: settings.databaseUrl,
      CHATOPS_DATA_DIR: settings.dataDir,
      CHATOPS_SECRETS_DIR: settings.secretsDir,
      LOG_LEVEL: 'warn',
    },
  });
  closeSync(log);
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, gone: ended, kill9: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type LogLevel,
  type NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { tellTemporal } from './activities/tell-temporal.js';

/** Written by the build, so that a worker starts a second sooner than if it bundled by itself. */
export const workflowBundlePath = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));

export interface WorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** By name, as the workflows call them. */
  readonly activities: object;
}

/** Bundles the workflows for Temporal's sandbox. */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows/index.js', import.meta.url)),
    logger: {
      log: () => {},
      trace: () => {},
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (message) => console.error(message),
    },
  });
}

/**
 * Lets the SDK's own messages from `level` on go to `write`, and shows its metrics and those of activities at an
 * address. Once per process, before anything connects.
 */
export function installTemporalLog(
  level: LogLevel,
  write: (level: LogLevel, message: string, meta: unknown) => void,
  metricsAddress?: string,
): void {
  Runtime.install({
    logger: new DefaultLogger(level, (entry) => write(entry.level, entry.message, entry.meta)),
    ...(metricsAddress === undefined
      ? {}
      : { telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } } }),
  });
}

/** A worker for all our workflows and activities; `run()` it. */
export async function createWorker(options: WorkerOptions): Promise<Worker> {
  return await Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    workflowBundle: existsSync(workflowBundlePath) ? { codePath: workflowBundlePath } : await bundleWorkflows(),
    activities: options.activities,
    interceptors: { activity: [() => ({ inbound: tellTemporal })] },
    // A cancel reaches an activity with the answer to a heartbeat; the default throttle would hold it back for seconds.
    maxHeartbeatThrottleInterval: '500 milliseconds',
    defaultHeartbeatThrottleInterval: '500 milliseconds',
    maxConcurrentActivityTaskExecutions: 100,
    shutdownGraceTime: '5 seconds',
  });
}

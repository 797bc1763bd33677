import { statfs } from 'node:fs/promises';
import { createHttpClient } from '@chatops-commander/engine/execution/http-client';
import { createStepRunner, type StepRunner } from '@chatops-commander/engine/execution/step-runner';
import type { CatalogEntry } from '@chatops-commander/engine/planner/planner';
import { loadCatalog, loadDiagnoses } from '@chatops-commander/engine/planner/load-catalog';
import { scanHostKey } from '@chatops-commander/engine/ssh/scan-host-key';
import { createSshTransport, type SshTransport } from '@chatops-commander/engine/ssh/transport';
import { createBackupRecorder } from '@chatops-commander/engine/records/record-backup';
import type { Records } from '@chatops-commander/engine/records/records';
import type { Diagnosis } from '@chatops-commander/schemas';
import { createActivities } from '@chatops-commander/workflows/activities/activities';
import { connectClient, connectWorker } from '@chatops-commander/workflows/connect';
import type { GitHubClients } from '@chatops-commander/workflows/github/repository-client';
import { createWorkflowStarts, type WorkflowStarts } from '@chatops-commander/workflows/start-workflows';
import { createWorker } from '@chatops-commander/workflows/worker';
import type { Logger } from 'pino';
import { builtInCatalog } from '../built-in-catalog.js';
import type { Settings } from '../settings/read-settings.js';
import { createBackupStore } from './create-backup-store.js';
import { createPlanner } from './create-planner.js';
import { createSecretReader } from './read-secret.js';

export interface WorkerParts {
  readonly settings: Settings;
  readonly records: Records;
  readonly log: Logger;
}
export interface RunningWorker {
  /** Ends when the worker does; rejects when it fails. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}
/** What a worker's activities work with. */
export interface WorkerTools {
  readonly runner: StepRunner;
  readonly transport: SshTransport;
  readonly starts: WorkflowStarts;
  readonly catalog: readonly CatalogEntry[];
  readonly diagnoses: readonly Diagnosis[];
  uiLink(workflowId: string): string | undefined;
}

/** For a server that nobody has reached yet. */
const scanTimeoutMs = 10_000;

/** Starts a worker of all our workflows and activities in this process. */
export function startWorker(parts: WorkerParts & { readonly github: GitHubClients }): Promise<RunningWorker> {
  const { records, github, settings, log } = parts;
  return startWorkerWith(parts, (tools) =>
    createActivities({
      ...tools,
      records,
      github,
      jobs: tools.transport,
      planner: createPlanner(settings, records, log),
      scanHostKey: (where) => scanHostKey({ ...where, timeoutMs: scanTimeoutMs }),
      readOnly: settings.readOnly,
      outputDays: settings.outputDays,
      backupRoom: async () => (settings.backups === undefined ? await freeBytes(settings.dataDir) : undefined),
      warn: (message) => log.warn(message),
    }),
  );
}

/** Starts a worker with the activities that `create` makes: connections to servers, and Temporal's poller. */
export async function startWorkerWith(
  { settings, records, log }: WorkerParts,
  create: (tools: WorkerTools) => object,
): Promise<RunningWorker> {
  const readSecret = createSecretReader(settings.secretsDir);
  const transport = createSshTransport({ readSecret, agentSocket: settings.sshAgent });
  const { client, connection: clientConnection } = connectClient(settings.temporal);
  const [connection, catalog, diagnoses] = await Promise.all([
    connectWorker(settings.temporal),
    loadCatalog(builtInCatalog),
    loadDiagnoses(builtInCatalog),
  ]);
  const runner = createStepRunner({
    reads: transport,
    jobs: transport,
    streams: transport,
    store: createBackupStore(settings, readSecret),
    http: createHttpClient(),
    outputs: records.outputs,
    readSecret,
    recordBackup: createBackupRecorder(records.backups),
  });
  const worker = await createWorker({
    connection,
    namespace: settings.temporal.namespace,
    taskQueue: settings.taskQueue,
    activities: create({
      runner,
      transport,
      catalog,
      diagnoses,
      starts: createWorkflowStarts(client, settings.taskQueue),
      uiLink: uiLinks(settings),
    }),
  });
  const ended = worker.run();
  ended.catch((error: unknown) => log.error({ err: error }, 'the worker ended'));
  return {
    ended,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => {});
      await transport.close();
      await Promise.all([connection.close(), clientConnection.close()]);
    },
  };
}

/** Undefined where the file system does not tell. */
async function freeBytes(folder: string): Promise<number | undefined> {
  const figures = await statfs(folder).catch(() => undefined);
  return figures === undefined ? undefined : figures.bavail * figures.bsize;
}

function uiLinks({ temporalUiUrl, temporal }: Settings): (workflowId: string) => string | undefined {
  if (temporalUiUrl === undefined) return () => undefined;
  return (workflowId) =>
    `${temporalUiUrl}/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(workflowId)}`;
}

import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitHubEmulator, startGitHub } from '@chatops-commander/devstack/github/start-github';
import { type PgliteServer, startPglite } from '@chatops-commander/devstack/postgres/pglite-server';
import { SAMPLE_SERVER_NAMES } from '@chatops-commander/devstack/servers/sample-plan';
import { type SampleServers, startSampleServers } from '@chatops-commander/devstack/servers/sample-servers';
import { startTemporal, type TemporalDevServer } from '@chatops-commander/devstack/temporal/dev-server';
import type { Records } from '@chatops-commander/engine/records/records';
import type { Logger } from 'pino';
import { stringify } from 'yaml';
import { starterPolicy } from '../init/starter-policy.js';
import { bootstrap } from '../runtime/bootstrap.js';
import { openGitHub } from '../runtime/github-clients.js';
import { openDatabase } from '../runtime/open-database.js';
import { type RunningApp, startApp } from '../runtime/start-app.js';
import { type RunningWorker, startWorker } from '../runtime/start-worker.js';
import type { Settings } from '../settings/read-settings.js';
import { DatabaseInUse } from './database-in-use.js';
import { createPrivateKey } from './private-key.js';
import { samplePeople, sampleRoles } from './sample-people.js';

export interface DevStack {
  readonly repository: string;
  readonly github: GitHubEmulator;
  readonly servers: SampleServers;
  readonly temporal: TemporalDevServer;
  /** Undefined with a DATABASE_URL of one's own. */
  readonly postgres: PgliteServer | undefined;
  readonly records: Records;
  readonly settings: Settings & { readonly github: NonNullable<Settings['github']>; readonly databaseUrl: string };
  /** Undefined when it was left out: another process polls. */
  readonly worker: RunningWorker | undefined;
  readonly app: RunningApp;
  /** Ends everything that was started, in reverse order. */
  stop(): Promise<void>;
}
export interface DevOptions {
  /** DATABASE_URL, when a real PostgreSQL is to be used. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly log: Logger;
  say(line: string): void;
  /** False leaves the worker to another process. */
  readonly worker?: boolean;
  /** Plans besides the catalog; the catalog alone without it. */
  readonly model?: NonNullable<Settings['model']>;
  /** More files of the ops repo's first commit, or others in place of ours. */
  readonly files?: Readonly<Record<string, string>>;
}

const organisation = 'acme';
const opsRepo = 'ops';

/**
 * GitHub, Temporal, PostgreSQL, three servers, a worker and the app, on this machine. Issue numbers begin again with
 * each emulator, so Temporal's and the database's state are discarded with GitHub's.
 */
export async function startDevStack(options: DevOptions): Promise<DevStack> {
  const { dataDir, log, say } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse())
      await one().catch((error: unknown) => log.warn({ err: error }, 'while stopping'));
  };
  const keep = <T>(started: T, end: (started: T) => Promise<unknown>): T => {
    stops.push(() => end(started));
    return started;
  };
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await discardState(dataDir);
    const opening = [
      startTemporal({ dataDir: join(dataDir, 'temporal'), log: say }).then((one) => keep(one, () => one.stop())),
      startDatabase(),
      startServersAndGitHub(),
    ] as const;
    // what is still starting when another fails must be known before it can be stopped
    await Promise.allSettled(opening);
    const [temporal, { postgres, database, databaseUrl }, { servers, github }] = await Promise.all(opening);
    const settings = devSettings(options, github, temporal, databaseUrl, servers.secretsDir);
    const clients = openGitHub(settings.github, log);
    const repository = `${organisation}/${opsRepo}`;
    const joining = [
      bootstrap(repository, 'chatops dev', clients, database.records),
      options.worker === false
        ? undefined
        : startWorker({ settings, records: database.records, github: clients, log }).then((one) =>
            keep(one, () => one.stop()),
          ),
    ] as const;
    await Promise.allSettled(joining);
    const [, worker] = await Promise.all(joining);
    const running = keep(
      await startApp({ settings, records: database.records, databaseTrouble: database.trouble, log }),
      (one) => one.stop(),
    );
    github.setWebhookUrl(`http://127.0.0.1:${running.port}/api/github/webhooks`);
    return {
      repository,
      github,
      servers,
      temporal,
      postgres,
      records: database.records,
      settings,
      worker,
      app: running,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }

  async function startDatabase() {
    const postgres =
      options.databaseUrl === undefined
        ? keep(await startPglite({ dataDir: join(dataDir, 'postgres'), log: say }), (one) => one.stop())
        : undefined;
    const databaseUrl = options.databaseUrl ?? postgres?.url ?? '';
    const database = keep(openDatabase({ databaseUrl }), (one) => one.close());
    // GitHub's numbers begin again with each start, so records of before would be taken for those of new pull requests
    if (options.databaseUrl !== undefined && (await database.isInUse())) throw new DatabaseInUse();
    await database.migrate();
    return { postgres, database, databaseUrl };
  }

  async function startServersAndGitHub() {
    const [servers, privateKeyPem] = await Promise.all([
      startSampleServers({ dataDir: join(dataDir, 'servers'), log: say }).then((one) => keep(one, () => one.stop())),
      createPrivateKey(),
    ]);
    const app = {
      id: 4242,
      slug: 'chatops-commander',
      name: 'ChatOps Commander',
      privateKeyPem,
      webhookSecret: randomBytes(20).toString('hex'),
    };
    const files = { ...opsRepoFiles(servers), ...options.files };
    const seed = { org: organisation, repo: opsRepo, users: [...samplePeople], app, files };
    const github = keep(await startGitHub({ dataDir: join(dataDir, 'github'), seed }), (one) => one.close());
    return { servers, github };
  }
}

/** Runs are named by repository, pull request and content, so the same names come again: their jobs must go too. */
async function discardState(dataDir: string): Promise<void> {
  const jobs = SAMPLE_SERVER_NAMES.map((name) => join('servers', name, 'home', '.chatops'));
  await Promise.all(
    ['temporal', 'postgres', 'github', 'backups', ...jobs].map((folder) =>
      rm(join(dataDir, folder), { recursive: true, force: true }),
    ),
  );
}

function opsRepoFiles(servers: SampleServers): Record<string, string> {
  const { servers: entries, services } = servers.inventory();
  return {
    'README.md': '# Ops\n\nThe sample ops repo of `chatops dev`.\n',
    '.chatops/inventory.yaml': stringify({
      apiVersion: 'chatops-commander/v1',
      kind: 'Inventory',
      servers: entries,
      services,
    }),
    '.chatops/policy.yaml': starterPolicy(sampleRoles),
  };
}

function devSettings(
  options: DevOptions,
  github: GitHubEmulator,
  temporal: TemporalDevServer,
  databaseUrl: string,
  secretsDir: string,
) {
  return {
    github: { apiUrl: github.url, appId: github.app.id, privateKey: github.app.privateKeyPem },
    webhooks: { secret: github.app.webhookSecret, port: 0, host: '127.0.0.1' },
    temporal: { address: temporal.address, namespace: temporal.namespace },
    taskQueue: 'chatops',
    temporalUiUrl: temporal.uiUrl,
    model: options.model,
    metricsAddress: undefined,
    databaseUrl,
    dataDir: options.dataDir,
    secretsDir,
    outputDays: 90,
    readOnly: false,
    logLevel: options.log.level,
  } satisfies Settings;
}

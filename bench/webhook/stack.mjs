import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { startDevStack } from '../../cli/dist/dev/dev-stack.js';
import { createLog } from '../../cli/dist/runtime/create-log.js';
import { findPostgres } from '../../devstack/dist/postgres/find-postgres.js';
import { startPostgres } from '../../devstack/dist/postgres/postgres-server.js';
import { openPool } from '../../engine/dist/records/pool.js';
import { connectClient } from '../../workflows/dist/connect.js';

const program = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));

/**
 * App and worker as processes of their own, as they are deployed, with Temporal's dev server, the emulated GitHub and
 * PostgreSQL where there is one (else PGlite), and so many open pull requests that wait for an approval.
 */
export async function startWebhookStack(pullCount) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-webhook-'));
  const ends = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    const isThere = (await findPostgres(process.env)) !== undefined;
    const postgres = isThere ? await startPostgres() : undefined;
    if (postgres !== undefined) ends.push(() => postgres.stop());
    const dev = await startDevStack({
      databaseUrl: postgres?.url,
      dataDir,
      log: createLog('error'),
      say: () => {},
      worker: false,
    });
    ends.push(() => dev.stop());
    const pool = openPool(dev.settings.databaseUrl);
    ends.push(() => pool.end());
    const { client, connection } = connectClient(dev.settings.temporal);
    ends.push(() => connection.close());
    dev.github.setWebhookUrl(undefined);
    const pulls = [];
    for (let index = 1; index <= pullCount; index += 1) pulls.push(await openPull(dev, `bench-${index}`));
    const env = environmentOf(dev);
    const worker = startProgram('worker', env);
    ends.push(() => worker.stop());
    await worker.says(/^polling/);
    const app = startProgram('app', env);
    ends.push(() => app.stop());
    const [, port] = await app.says(/^listening on port (\d+)/);
    return {
      repository: dev.repository,
      pulls,
      client,
      appPid: app.pid,
      url: `http://127.0.0.1:${port}/api/github/webhooks`,
      secret: dev.settings.webhooks.secret,
      database: postgres === undefined ? 'PGlite' : 'PostgreSQL',
      /** Deliveries of a round that the records call handled. */
      async handled(round) {
        const { rows } = await pool.query(
          `select count(*) as n from deliveries where id like $1 and verified and handled_at is not null`,
          [`${round}-%`],
        );
        return Number(rows[0]?.n);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openPull({ github, repository }, branch) {
  const alice = github.as('alice');
  const api = `/repos/${repository}`;
  const call = async (method, path, body) => {
    const answer = await alice.request(method, `${api}${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} was answered with ${answer.status}`);
    return answer.body;
  };
  const { object } = await call('GET', '/git/ref/heads/main');
  await call('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: object.sha });
  await call('PUT', `/contents/changes/${branch}.yaml`, {
    message: `Add ${branch}`,
    branch,
    content: Buffer.from(runbook(branch)).toString('base64'),
  });
  const { number } = await call('POST', '/pulls', { title: branch, head: branch, base: 'main' });
  return number;
}

const runbook = (name) =>
  stringify({
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: { name, title: name },
    spec: { targets: { servers: ['web-01'] }, steps: [{ id: 'nothing', uses: 'shell.run', with: { argv: ['true'] } }] },
  });

function environmentOf({ settings }) {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    APP_ID: String(settings.github.appId),
    PRIVATE_KEY: settings.github.privateKey,
    GITHUB_API_URL: settings.github.apiUrl,
    WEBHOOK_SECRET: settings.webhooks.secret,
    HOST: '127.0.0.1',
    PORT: '0',
    TEMPORAL_ADDRESS: settings.temporal.address,
    TEMPORAL_NAMESPACE: settings.temporal.namespace,
    TEMPORAL_TASK_QUEUE: settings.taskQueue,
    DATABASE_URL: settings.databaseUrl,
    CHATOPS_DATA_DIR: settings.dataDir,
    CHATOPS_SECRETS_DIR: settings.secretsDir,
    LOG_LEVEL: 'info',
  };
}

/** `chatops NAME`, until it is stopped; what it warns of is shown. */
function startProgram(name, env) {
  const child = spawn(process.execPath, [program, name], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const waiting = new Set();
  const hear = (line) => {
    let said;
    try {
      said = JSON.parse(line);
    } catch {
      said = { msg: line, level: 50 };
    }
    if (said.level >= 40) console.error(`${name}: ${line.slice(0, 300)}`);
    for (const one of waiting) one(String(said.msg));
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);
  return {
    pid: child.pid,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`chatops ${name} ended with ${code}`)));
        waiting.add((message) => {
          const match = pattern.exec(message);
          if (match !== null) resolve(match);
        });
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

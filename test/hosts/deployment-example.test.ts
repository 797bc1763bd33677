import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runbook } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { followRun } from '../durability/stage/follow-run.js';
import { mergeRunbook } from '../durability/stage/merge-files.js';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { type Hosts, startHosts } from './start-hosts.js';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 });

const APPS = ['app-01', 'app-02'] as const;
const VERSIONS = ['v2.4.0', 'v2.5.0'] as const;
type Version = (typeof VERSIONS)[number];

let hosts: Hosts;
let stage: TestStack;
const digests = new Map<Version, string>();
let registry = '';
let site = '';

beforeAll(async () => {
  hosts = await startHosts({
    'app-01': { init: 'sysv' },
    'app-02': { init: 'sysv' },
    'db-01': { services: ['postgresql'], init: 'sysv' },
    lb: { services: ['nginx'], init: 'sysv' },
    registry: { services: ['docker-registry'], init: 'sysv' },
  });
  registry = `${hosts.host('registry').address}:5000`;
  site = `http://${hosts.host('lb').address}`;
  stage = await startTestStack({ files: { '.chatops/inventory.yaml': inventory() } });
  await copyFile(join(hosts.folder, 'user_key'), join(stage.stack.settings.secretsDir, 'test-hosts'));
  await Promise.all(APPS.map((app) => hosts.host(app).sh(trustRegistry())));
  for (const version of VERSIONS) digests.set(version, (await hosts.host('app-01').sh(buildImage(version))).trim());
  await hosts.host('db-01').sh("su postgres -c 'createdb shop'");
  await hosts.host('lb').sh(balance());
  await Promise.all(APPS.map((app) => hosts.host(app).sh('mkdir -p /srv/shop')));
});
afterAll(async () => {
  await stage?.stop();
  await hosts?.stop();
});

const inventory = () =>
  stringify({
    apiVersion: 'chatops-commander/v1',
    kind: 'Inventory',
    servers: Object.fromEntries([...APPS, 'db-01'].map((name) => [name, hosts.server(name)])),
    services: {},
    registries: { [registry]: { http: true } },
  });
const trustRegistry = () =>
  `printf '[[registry]]\\nlocation = "${registry}"\\ninsecure = true\\n' >>/etc/containers/registries.conf`;
/** A shop whose health is a file that is missing where the server makes it sick. Containers share the server's network here. */
const buildImage = (
  version: Version,
) => `set -e; rm -rf /srv/image; mkdir -p /srv/image/www; cd /srv/image; cp /bin/busybox .
  echo ${version} >www/index.html; echo well >www/health
  cat >start <<'END'
trap 'exit 0' TERM
if [ ${version} = v2.5.0 ] && [ -e /server/sick ]; then /busybox rm /www/health; fi
/busybox httpd -f -p $PORT -h /www & wait
END
  printf 'FROM scratch\\nCOPY busybox /busybox\\nCOPY www /www\\nCOPY start /start\\nENV PORT=8080\\nENTRYPOINT ["/busybox", "sh", "/start"]\\n' >Containerfile
  podman build -q -t ${registry}/shop:${version} . >/dev/null
  podman push -q --digestfile digest ${registry}/shop:${version}; podman rmi -fa >/dev/null 2>&1 || true; cat digest`;
/** Whoever does not answer, or is not well, is passed by. */
const balance = () => `cat >/etc/nginx/sites-available/default <<'END'
upstream shop { server app-01:8080 max_fails=0; server app-02:8080 max_fails=0; }
server {
  listen 80 default_server;
  location / { proxy_pass http://shop; proxy_connect_timeout 1s; proxy_next_upstream error timeout http_404 http_503; }
}
END
  nginx -t && service nginx reload`;

const image = (version: Version) => `${registry}/shop:${version}@${digests.get(version)}`;

/** The deployment of docs/runbooks.md, with a trial on another port, since containers share the server's network here. */
const deployment = (version: Version): Runbook['spec'] => ({
  targets: { servers: [...APPS] },
  strategy: { batch: 1, maxFailures: 0, pause: '1s', health: ['up'] },
  onFailure: 'rollback',
  watch: { uses: 'http.check', with: { url: `${site}/health` }, every: '200ms' },
  before: [
    {
      id: 'image',
      on: 'controller',
      uses: 'registry.check',
      with: { image: `${registry}/shop`, tag: version },
      assert: 'outputs.exists',
    },
    { id: 'room', uses: 'system.disk', assert: 'outputs.freeMiB > 512' },
    {
      id: 'dump',
      on: { servers: ['db-01'] },
      uses: 'backup.postgres',
      with: { database: 'shop' },
      rollback: 'none',
    },
  ],
  steps: [
    {
      id: 'swap',
      uses: 'container.deploy',
      with: {
        name: 'shop',
        image: image(version),
        volumes: ['/srv/shop:/server:ro'],
        network: 'host',
        trial: { env: { PORT: '18080' }, url: 'http://127.0.0.1:18080/' },
      },
      timeout: '5m',
      retry: { attempts: 3, backoff: '2s' },
    },
    { id: 'up', uses: 'http.check', with: { url: 'http://${{ server.host }}:8080/health', within: '5s' } },
  ],
  after: [{ id: 'smoke', on: 'controller', uses: 'http.check', with: { url: `${site}/`, status: 200 } }],
});

const onBoth = (script: string) => Promise.all(APPS.map(async (app) => (await hosts.host(app).sh(script)).trim()));
const running = () => onBoth("podman inspect --format '{{.Id}} {{.State.Running}}' shop");
const served = () => onBoth('curl -s --max-time 3 http://127.0.0.1:8080/ || echo nothing');

const troubles = async (runId: string) =>
  (await stage.stack.records.outcomes.ofRun(runId)).flatMap(({ stepId, server, result }) =>
    result === null || result.kind === 'failed' || result.kind === 'unknown' ? [[stepId, server, result]] : [],
  );

describe('the deployment of the format, on two servers with a registry', () => {
  test('v2.4.0 comes onto servers that had none', async () => {
    const { watch: _, ...spec } = deployment('v2.4.0');
    const run = await followRun(stage, await mergeRunbook(stage, spec)).ended();
    expect([await troubles(run.id), run.state, await served()]).toEqual([[], 'succeeded', ['v2.4.0', 'v2.4.0']]);
  });

  test('is rolled back on both, verified, when the second one does not become healthy', async () => {
    const before = await running();
    await hosts.host('app-02').sh('touch /srv/shop/sick');
    const run = followRun(stage, await mergeRunbook(stage, deployment('v2.5.0')));
    const ended = await run.ended();
    expect(ended).toMatchObject({ state: 'rolled-back', summary: { watched: { failed: 0, downtimeMs: 0 } } });
    expect([await served(), await running()]).toEqual([['v2.4.0', 'v2.4.0'], before]);
    const outcomes = await stage.stack.records.outcomes.ofRun(ended.id);
    expect(
      outcomes.filter(({ stepId }) => stepId === 'up').map(({ server, result }) => [server, result?.kind]),
    ).toEqual([
      ['app-01', 'done'],
      ['app-01', 'done'],
      ['app-02', 'failed'],
    ]);
    expect(outcomes.filter(({ stepId }) => stepId === 'dump')).toMatchObject([
      { server: 'db-01', result: { kind: 'done' } },
    ]);
    expect(await run.said((body) => body.includes('swap.undo'))).toMatch(/Downtime: 0 s/);
  });

  test('is through on both when they are well, and nobody was without the shop for a moment', async () => {
    await hosts.host('app-02').sh('rm /srv/shop/sick');
    const run = followRun(stage, await mergeRunbook(stage, deployment('v2.5.0')));
    const ended = await run.ended();
    expect(ended).toMatchObject({ state: 'succeeded', summary: { watched: { failed: 0, downtimeMs: 0 } } });
    expect(await served()).toEqual(['v2.5.0', 'v2.5.0']);
    expect(await run.said((body) => body.includes('✅'))).toMatch(/Downtime: 0 s/);
  });
});

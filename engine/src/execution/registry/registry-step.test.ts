import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Inventory } from '@chatops-commander/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outputs } from '../../actions/action.js';
import { workerContext } from '../action-context.js';
import { createHttpClient } from '../http-client.js';
import { sampleInventory } from '../inventory.fixture.js';
import { sampleServer } from '../local-machine.fixture.js';
import { registryStep } from '../registry-step.js';
import type { StepOutcome } from '../step-run.js';

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const config = JSON.stringify({ created: '2026-11-20T10:00:00Z', os: 'linux' });
const manifest = JSON.stringify({
  schemaVersion: 2,
  config: { digest: digestOf(config), size: config.length },
  layers: [{ size: 1000 }, { size: 24 }],
});
const index = JSON.stringify({
  manifests: [
    { digest: 'sha256:nonsense', platform: { os: 'linux', architecture: 'arm64' } },
    { digest: digestOf(manifest), platform: { os: 'linux', architecture: 'amd64' } },
    { digest: digestOf('x'), platform: { os: 'unknown', architecture: 'unknown' } },
  ],
});

let server: Server;
let host: string;
let requests: { path: string; authorization: string | undefined }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  requests = [];
  answer = serve;
  server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function serve({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const found: Readonly<Record<string, string>> = {
    '/v2/team/shop/manifests/v1': manifest,
    '/v2/team/shop/manifests/many': index,
    [`/v2/team/shop/manifests/${digestOf(manifest)}`]: manifest,
    [`/v2/team/shop/blobs/${digestOf(config)}`]: config,
  };
  const body = found[url];
  if (body === undefined) response.writeHead(404).end('{}');
  else response.writeHead(200, { 'docker-content-digest': digestOf(body) }).end(body);
}
type Listed = NonNullable<Inventory['registries']>[string];
function check(input: Outputs = {}, registry: Listed | null = { http: true }): Promise<StepOutcome> {
  const inventory = { ...sampleInventory, registries: registry === null ? {} : { [host]: registry } };
  const run = {
    runId: 'r',
    stepId: 's',
    step: { uses: 'registry.check' },
    server: sampleServer,
    inventory,
    attempt: 1,
  };
  const given = { image: `${host}/team/shop`, tag: 'v1', ...input };
  const readSecret = async (name: string) => Buffer.from(name === 'registry' ? 'hunter2\n' : '');
  const deps = { http: createHttpClient(), readSecret };
  return registryStep(
    deps,
    { run, input: given, context: workerContext(10_000) },
    { signal: new AbortController().signal },
  );
}
const reason = (outcome: StepOutcome) => ('reason' in outcome ? outcome.reason.en : outcome.kind);

describe('registry.check', () => {
  it('finds an image by its tag, and pins it', async () => {
    expect(await check()).toMatchObject({
      kind: 'done',
      changed: false,
      outputs: {
        exists: true,
        digest: digestOf(manifest),
        image: `${host}/team/shop:v1@${digestOf(manifest)}`,
        created: '2026-11-20T10:00:00.000Z',
        bytes: 1024,
      },
    });
  });

  it('finds an image of several platforms, and pins the list', async () => {
    expect(await check({ tag: 'many' })).toMatchObject({
      outputs: {
        digest: digestOf(index),
        platforms: ['linux/arm64', 'linux/amd64'],
        created: '2026-11-20T10:00:00.000Z',
      },
    });
  });

  it('finds an image by its digest', async () => {
    const digest = digestOf(manifest);
    expect(await check({ digest })).toMatchObject({ outputs: { exists: true, image: `${host}/team/shop@${digest}` } });
  });

  it('says that one is not there', async () => {
    expect(await check({ tag: 'v9' })).toMatchObject({ kind: 'done', outputs: { exists: false, digest: null } });
  });

  it('does not believe bytes that have another digest', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'docker-content-digest': digestOf('else') }).end(manifest);
    expect(reason(await check())).toMatch(/sent something else/);
    expect(reason(await check({ digest: digestOf('else') }))).toMatch(/sent something else/);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '<html>', /not JSON/],
    ['JSON of another kind', '[]', /^done$/],
    ['a manifest that leads nowhere', '{"manifests":[{"digest":"../../etc"}],"layers":"x"}', /^done$/],
  ])('survives %s', async (_case, body, message) => {
    answer = (_request, response) => response.writeHead(200).end(body);
    expect(reason(await check())).toMatch(message);
    expect(requests.every(({ path }) => !path.includes('..'))).toBe(true);
  });

  it.each([
    ['401', 401, /refuses access/],
    ['500', 500, /answers 500/],
  ])('says so when the registry answers %s', async (_case, status, message) => {
    answer = (_request, response) => response.writeHead(status).end();
    expect(reason(await check())).toMatch(message);
  });

  it('does not ask loopback where the inventory does not name the registry', async () => {
    expect(reason(await check({}, null))).toMatch(/never ask/);
    expect(requests).toEqual([]);
  });

  it('asks without TLS only where the inventory says so', async () => {
    expect((await check({}, {})).kind).toBe('failed');
    expect(requests).toEqual([]);
  });

  it('logs in with the password behind the reference, and never shows it', async () => {
    answer = (request, response) => {
      const basic = `Basic ${Buffer.from('me:hunter2').toString('base64')}`;
      if (request.headers.authorization === basic) serve(request, response);
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
    };
    const outcome = await check({}, { http: true, user: 'me', password: 'secret:registry' });
    expect(outcome).toMatchObject({ outputs: { exists: true } });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('fetches the token that the registry asks for', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/token')) response.end('{"token":"abc"}');
      else if (request.headers.authorization === 'Bearer abc') serve(request, response);
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="x"` }).end();
    };
    expect(await check()).toMatchObject({ outputs: { exists: true } });
    expect(requests.map(({ path }) => path)).toContain('/token?service=x&scope=repository%3Ateam%2Fshop%3Apull');
  });

  it('sends no password in clear to a token service on another machine', async () => {
    answer = (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://tokens.example.net/token"' }).end();
    const outcome = await check({}, { http: true, user: 'me', password: 'secret:registry' });
    expect(reason(outcome)).toMatch(/refuses access/);
    expect(requests.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('takes a blob from where the registry sends it, without the token', async () => {
    answer = (request, response) => {
      if (request.url?.includes('/blobs/')) response.writeHead(307, { location: '/elsewhere' }).end();
      else if (request.url === '/elsewhere') response.end(config);
      else serve(request, response);
    };
    expect(await check()).toMatchObject({ outputs: { created: '2026-11-20T10:00:00.000Z' } });
  });
});

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { LookupAddress } from 'node:dns';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpAnswer } from './http-client.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
const serve = (listener: RequestListener) => listen(createServer(listener));

type Deps = NonNullable<Parameters<typeof createHttpClient>[0]>;
const get = (url: string, options: { loopback?: boolean; timeoutMs?: number; signal?: AbortSignal } & Deps = {}) => {
  const { loopback = true, timeoutMs = 5000, signal = new AbortController().signal, ...deps } = options;
  return createHttpClient(deps).get({ url: new URL(url), loopback, timeoutMs, signal });
};
const because = (answer: HttpAnswer) => (answer.kind === 'answer' ? `answered ${answer.status}` : answer.because.en);

/** Names that resolve as a test wants, through the interface of node:dns. */
function resolving(...addresses: string[]): NonNullable<Deps['lookup']> {
  const found: LookupAddress[] = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const lookup = (_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(null, found);
  // node:dns overloads lookup by its options; only the form that gives all addresses is used.
  return lookup as unknown as NonNullable<Deps['lookup']>;
}

describe('createHttpClient', () => {
  it('gives status, body and time', async () => {
    const port = await serve((request, response) => response.writeHead(503).end(`sorry, ${request.method}`));
    const answer = await get(`http://127.0.0.1:${port}/x`);
    expect(answer).toMatchObject({ kind: 'answer', status: 503, body: 'sorry, GET', tlsDaysLeft: undefined });
  });

  it('does not follow redirects by itself', async () => {
    const port = await serve((_request, response) => response.writeHead(302, { location: '/there' }).end());
    expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 302, location: '/there' });
  });

  it('reads 64 KiB of a body without end', async () => {
    const port = await serve((_request, response) => {
      const more = () => response.write('x'.repeat(10_000), () => setImmediate(more));
      more();
    });
    const answer = await get(`http://127.0.0.1:${port}/`);
    expect(answer.kind === 'answer' && answer.body.length).toBe(65_536);
  });

  it('uses no proxy, whatever the environment says', async () => {
    const port = await serve((_request, response) => response.end('direct'));
    process.env.HTTP_PROXY = process.env.http_proxy = 'http://127.0.0.1:1/';
    try {
      expect(await get(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'answer', body: 'direct' });
    } finally {
      delete process.env.HTTP_PROXY;
      delete process.env.http_proxy;
    }
  });

  it.each<[string, RequestListener, RegExp]>([
    ['a server that never answers', () => undefined, /no answer within 0\.2 s/],
    [
      'a body that never ends, and never comes',
      (_request, response) => void response.write('a'),
      /no answer within 0\.2 s/,
    ],
    ['a connection that is cut', (request) => request.socket.destroy(), /closed before an answer/],
    ['something that is not HTTP', (request) => request.socket.end('SSH-2.0-OpenSSH\r\n'), /no answer/],
  ])('has no answer from %s', async (_case, listener, message) => {
    const port = await serve(listener);
    expect(because(await get(`http://127.0.0.1:${port}/`, { timeoutMs: 200 }))).toMatch(message);
  });

  it('has no answer where nothing listens', async () => {
    const port = await serve(() => undefined);
    await Promise.all(servers.splice(0).map((server) => once(server.close(), 'close')));
    expect(because(await get(`http://127.0.0.1:${port}/`))).toMatch(/nothing listens/);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    const port = await serve(() => stop.abort());
    expect(await get(`http://127.0.0.1:${port}/`, { signal: stop.signal })).toMatchObject({ kind: 'no-answer' });
  });
});

describe('addresses that are never asked', () => {
  it.each([
    ['the metadata service', 'http://169.254.169.254/latest/'],
    ['the same as one number', 'http://2852039166/'],
    ['the same in IPv6', 'http://[::ffff:169.254.169.254]/'],
    ['link-local IPv6', 'http://[fe80::1]/'],
    ['the unspecified address', 'http://0.0.0.0/'],
  ])('%s, even with loopback allowed', async (_case, url) => {
    expect(await get(url)).toMatchObject({ kind: 'forbidden' });
  });

  it.each(['http://127.0.0.1/', 'http://127.1/', 'http://[::1]/', 'http://localhost/'])(
    '%s, unless allowed',
    async (url) => {
      expect(await get(url, { loopback: false })).toMatchObject({ kind: 'forbidden' });
    },
  );

  it.each([
    ['a name of the metadata service', ['169.254.169.254']],
    ['a name with one good and one bad address', ['203.0.113.7', '169.254.169.254']],
    ['a name of loopback', ['127.0.0.1']],
    ['a name of IPv6 loopback', ['::1']],
  ])('%s', async (_case, addresses) => {
    const answer = await get('http://innocent.example/', { loopback: false, lookup: resolving(...addresses) });
    expect(answer).toMatchObject({
      kind: 'forbidden',
      because: { en: expect.stringContaining('innocent.example is') },
    });
  });

  it('connects to the address that was judged', async () => {
    const port = await serve((request, response) => response.end(request.headers.host));
    const answer = await get(`http://shop.example:${port}/`, { lookup: resolving('127.0.0.1') });
    expect(answer).toMatchObject({ kind: 'answer', body: `shop.example:${port}` });
  });
});

describe('TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatops-tls-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const subject = ['-subj', '/CN=shop.example', '-addext', 'subjectAltName=DNS:shop.example'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '30',
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  const files = { key: readFileSync(key), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  const serveTls = () => listen(createTlsServer(files, (_request, response) => void response.end('safe')));

  it('counts the days that the certificate is still good', async () => {
    const port = await serveTls();
    const answer = await get(`https://shop.example:${port}/`, { lookup: resolving('127.0.0.1'), ca: files.cert });
    expect(answer).toMatchObject({ kind: 'answer', status: 200, tlsDaysLeft: 29 });
  });

  it.each([
    ['from nobody that is trusted', 'shop.example', {}, /not signed by an authority/],
    ['for another name', 'bank.example', { ca: files.cert }, /for another name/],
  ])('does not take a certificate %s', async (_case, name, deps, message) => {
    const port = await serveTls();
    expect(because(await get(`https://${name}:${port}/`, { lookup: resolving('127.0.0.1'), ...deps }))).toMatch(
      message,
    );
  });
});

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandResult } from '../../ssh/remote-execution.js';
import { sampleContext } from '../action-context.fixture.js';
import { tlsExpiry } from './tls-expiry.js';

const folder = mkdtempSync(join(tmpdir(), 'chatops-tls-'));
const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=shop.example';
execFileSync('openssl', [...request.split(' '), '-keyout', key, '-out', cert], { stdio: 'ignore' });
const files = { key: readFileSync(key), cert: readFileSync(cert) };
rmSync(folder, { recursive: true });

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});
const context = sampleContext();
async function ask(input: { host: string; port: number; name?: string }) {
  return tlsExpiry.parse(
    await runLocally(tlsExpiry.command(input, context), { PATH: '/usr/bin:/bin' }),
    input,
    context,
  );
}
const report = (...lines: string[]): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(['chatops-report 1', ...lines, 'chatops-report end', ''].join('\n')),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});

describe('tls.expiry', () => {
  it('reads the certificate that is shown, trusted or not, and the name that was asked for', async () => {
    let asked: string | undefined;
    server = createServer({
      ...files,
      SNICallback(name, done) {
        asked = name;
        done(null);
      },
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    expect(await ask({ host: '127.0.0.1', port: address.port, name: 'shop.example' })).toMatchObject({
      kind: 'done',
      outputs: { trusted: false, subject: expect.stringContaining('shop.example') },
      summary: { en: expect.stringMatching(/good for (29|30) d, but the server does not trust it/) },
    });
    expect(asked).toBe('shop.example');
  });

  it('fails where nobody answers', async () => {
    expect(await ask({ host: '127.0.0.1', port: 1 })).toMatchObject({
      kind: 'failed',
      reason: { fr: '127.0.0.1, port 1 est injoignable : la connexion a été refusée' },
    });
  });

  it.each([
    ['one that ran out', 'Nov 11 06:00:00 2026 GMT', 'failed', /ran out 10 d ago/],
    ['one of today', 'Nov 21 07:00:00 2026 GMT', 'done', /good for 0 d/],
    ['a time that cannot be read', 'bientôt', 'failed', /cannot be reached/],
  ])('counts %s', (_case, until, kind, said) => {
    const result = tlsExpiry.parse(
      report('now=1795241700', `certificate|notAfter=${until}`, 'verified|0 (ok)'),
      { host: 'shop.example' },
      context,
    );
    expect(result.kind).toBe(kind);
    expect(result.kind === 'done' ? result.summary.en : result.reason.en).toMatch(said);
  });
});

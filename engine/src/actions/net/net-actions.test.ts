import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandAction, Outputs, StepResult } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { netDns } from './net-dns.js';
import { netPort } from './net-port.js';

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-net-'));
});
afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function run(action: CommandAction, input: Outputs): Promise<StepResult> {
  const context = sampleContext();
  const result = await runLocally(action.command(input, context), { PATH: `${folder}:/usr/bin:/bin` });
  return action.parse(result, input, context);
}
async function listen(): Promise<number> {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
/** A name that resolves as a test wants. */
async function resolving(...addresses: string[]) {
  const lines = addresses.map((address) => `echo '${address} STREAM name'; echo '${address} DGRAM'`);
  await writeFile(join(folder, 'getent'), ['#!/bin/sh', ...lines, ''].join('\n'));
  await chmod(join(folder, 'getent'), 0o755);
}
const fails = (message: RegExp) => ({ kind: 'failed', reason: { en: expect.stringMatching(message) } });

describe('net.port', () => {
  it('reaches a port that is open', async () => {
    const port = await listen();
    expect(await run(netPort, { host: '127.0.0.1', port })).toMatchObject({
      kind: 'done',
      changed: false,
      outputs: { reachable: true, address: '127.0.0.1', ms: expect.any(Number) },
    });
  });

  it('tells a closed one, with the reason', async () => {
    const port = await listen();
    const closed = server;
    if (closed === undefined) throw new Error('no server');
    closed.close();
    await once(closed, 'close');
    expect(await run(netPort, { host: '127.0.0.1', port })).toMatchObject({
      ...fails(/cannot be reached: the connection was refused/),
      outputs: { reachable: false },
    });
  });

  it.each([
    ['169.254.169.254'],
    ['fe80::1'],
    ['FE80::1'],
    ['::ffff:169.254.169.254'],
    ['::FFFF:100.100.100.200'],
    ['::ffff:168.63.129.16'],
    ['::ffff:0.0.0.0'],
    ['::ffff:6464:64c8'],
    ['100.100.100.200'],
    ['fd00:ec2::254'],
    ['64:ff9b::a9fe:a9fe'],
    ['0.0.0.0'],
    ['255.255.255.255'],
  ])('does not ask %s, whatever the name says', async (address) => {
    await resolving('192.0.2.7', address);
    expect(await run(netPort, { host: 'innocent.example', port: 80 })).toMatchObject(fails(/which checks never ask/));
  });

  it('fails for a name that nobody knows', async () => {
    await resolving();
    expect(await run(netPort, { host: 'no.example', port: 80 })).toMatchObject(fails(/does not know this name/));
  });
});

describe('net.dns', () => {
  it('gives each address once', async () => {
    await resolving('192.0.2.7', '2001:db8::7', '192.0.2.7');
    expect(await run(netDns, { name: 'shop.example' })).toMatchObject({
      kind: 'done',
      outputs: { addresses: ['192.0.2.7', '2001:db8::7'] },
      summary: { fr: expect.stringMatching(/^shop\.example : 192\.0\.2\.7, 2001:db8::7, en \d+ ms$/) },
    });
  });

  it('fails for a name that nobody knows', async () => {
    await resolving();
    expect(await run(netDns, { name: 'no.example' })).toMatchObject(fails(/does not know this name/));
  });
});

import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '@chatops-commander/devstack/cache-folder';
import { freePort } from '@chatops-commander/devstack/processes/free-ports';
import { startRecordedProcess } from '@chatops-commander/devstack/processes/recorded-process';
import type { S3Credentials, S3Place } from '@chatops-commander/engine/backup/s3/s3-client';
import { findGoProgram } from '../../scripts/setup/go-program.mjs';
import { s3Server } from '../../scripts/setup/s3-server.mjs';

const found = await findGoProgram(s3Server, { env: process.env, cache: cacheFolder(process.env) });
/** On a developer's machine without it these cannot run; in CI that would hide a defect, so there they must. */
export const s3Available = process.env.CI === 'true' || found !== undefined;

export interface S3ServerForTests {
  readonly place: S3Place;
  readonly credentials: S3Credentials;
  /** Files below a bucket as they lie on the disk, those of uploads under way included. */
  files(): Promise<string[]>;
  /** Breaks the connection after so many bytes to the server, or from it, once. */
  cut(direction: 'to' | 'from', bytes: number): void;
  stop(): Promise<void>;
}

/** A store that checks signatures, conditions and the hashes of what is sent, behind a wire that can be cut. */
export async function startS3Server(): Promise<S3ServerForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-s3-'));
  const port = await freePort();
  await mkdir(join(folder, 'data/ops'), { recursive: true });
  await mkdir(join(folder, 'sidecar'));
  const logFile = join(folder, 'log');
  const credentials = { accessKeyId: 'tester', secretAccessKey: 'a/secret+of/tests=' };
  const server = await startRecordedProcess({
    command: found ?? s3Server.name,
    args: [
      '--port',
      `127.0.0.1:${port}`,
      '--region',
      'eu-test-1',
      'posix',
      '--sidecar',
      join(folder, 'sidecar'),
      join(folder, 'data'),
    ],
    env: { ROOT_ACCESS_KEY: credentials.accessKeyId, ROOT_SECRET_KEY: credentials.secretAccessKey },
    logFile,
    pidFile: join(folder, 'pid'),
    cwd: folder,
  });
  await accepting(port);
  const wire = await startWire(port);
  return {
    place: { endpoint: `http://127.0.0.1:${wire.port}`, region: 'eu-test-1', bucket: 'ops', pathStyle: true },
    credentials,
    async files() {
      const all = await readdir(join(folder, 'data/ops'), { recursive: true, withFileTypes: true });
      return all
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'data/ops/').length));
    },
    cut: wire.cut,
    async stop() {
      await wire.close();
      await server.stop(5_000);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function accepting(port: number): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const opened = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (opened) return;
    if (tries === 400) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Passes bytes on until it is told to break. */
async function startWire(port: number) {
  const open = new Set<Socket>();
  const left: Record<'to' | 'from', number> = { to: Number.POSITIVE_INFINITY, from: Number.POSITIVE_INFINITY };
  const server: Server = createServer((here) => {
    const there = connect(port, '127.0.0.1');
    const both = [here, there] as const;
    for (const socket of both) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        for (const other of both) other.destroy();
      });
    }
    const pass = (from: Socket, to: Socket, direction: 'to' | 'from') =>
      from.on('data', (bytes: Buffer) => {
        left[direction] -= bytes.length;
        if (left[direction] <= 0) {
          left[direction] = Number.POSITIVE_INFINITY;
          here.resetAndDestroy();
          there.destroy();
        } else if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    pass(here, there, 'to');
    pass(there, here, 'from');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  return {
    port: address.port,
    cut(direction: 'to' | 'from', bytes: number): void {
      left[direction] = bytes;
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildFront, type Front } from './build-front.js';
import { createCallers } from './callers.js';
import { type CallChecks, createCallChecks } from './check-calls.js';
import { operations } from './generated/operations.js';
import type { GitHubOptions } from './options.js';
import { type ApiClient, createApiClient, installationClient, personClient } from './api-client.js';
import { installationId, startEmulator } from './start-emulator.js';
import { signAppToken } from './app-token.js';
import type { Delivery } from './webhook-sender.js';
import { createWriteLog, type WriteLogEntry } from './write-log.js';

export interface GitHubEmulator {
  /** Base of the REST API. */
  readonly url: string;
  /** Base of the pages; issues are at `HTMLURL/OWNER/REPO/issues/N`. */
  readonly htmlUrl: string;
  /** For `git clone`; pushing asks for a login and its token. */
  readonly cloneUrl: string;
  /** The same with a person's login and token in it. */
  cloneUrlOf(login: string): string;
  /** Calls the API as one of the sample people. Throws UnknownPerson. */
  as(login: string): ApiClient;
  /** Calls the API as the app in its installation; the token lasts an hour. */
  asApp(): Promise<ApiClient>;
  /** Calls the API with any token, or none when empty. */
  withToken(token: string): ApiClient;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    readonly privateKeyPem: string;
    readonly webhookSecret: string;
    readonly installationId: number;
  };
  setWebhookUrl(url: string | undefined): void;
  deliveries(): readonly Delivery[];
  /** The first delivery that matches, made already or still to come. */
  waitForDelivery(matches: (delivery: Delivery) => boolean): Promise<Delivery>;
  redeliver(id: number): Promise<Delivery | undefined>;
  /** From now on no webhook arrives; each is logged as one that nobody took. */
  pauseWebhooks(): void;
  resumeWebhooks(): void;
  /** An outage: every connection is dropped until `comeBack`, and nothing is lost. */
  goAway(): void;
  comeBack(): void;
  /** Requests that changed something, oldest first. */
  writeLog(): readonly WriteLogEntry[];
  /** The app's calls, held against GitHub's own description of them. */
  readonly calls: Omit<CallChecks, 'note'>;
  close(): Promise<void>;
}

/**
 * Starts GitHub for development and tests on 127.0.0.1: an emulator behind a front that mends what it hides, over a
 * real git repository. Everything is gone after `close`, except the repository when `dataDir` was given.
 */
export async function startGitHub(options: GitHubOptions): Promise<GitHubEmulator> {
  const { seed } = options;
  let front: Front | undefined;
  let away = false;
  const server = createServer((request, response) => {
    if (away) request.socket.destroy();
    else if (front === undefined) response.writeHead(503).end();
    else void front.handle(request, response);
  });
  const url = await listen(server, options.port ?? 0);
  try {
    const callers = createCallers(seed);
    const hookPath = `/front-hooks/${randomUUID()}`;
    const writeLog = createWriteLog();
    const calls = createCallChecks(operations);
    const emulator = await startEmulator({
      seed,
      frontUrl: url,
      hookUrl: `${url}${hookPath}`,
      appToken: () => signAppToken(seed.app),
      admit: callers.admit,
      identify: callers.identify,
    });
    const built = await buildFront({ options, url, hookPath, callers, emulator, writeLog, calls }).catch(
      async (error: unknown) => {
        await emulator.close();
        throw error;
      },
    );
    front = built;
    const { webhooks } = built;
    const cloneUrl = `${url}/${seed.org}/${seed.repo}.git`;
    const client = (login: string) => personClient(url, seed, login);
    return {
      url,
      htmlUrl: url,
      cloneUrl,
      cloneUrlOf: (login) => cloneUrl.replace('://', `://${login}:${encodeURIComponent(client(login).token)}@`),
      as: client,
      asApp: () => installationClient(url, seed),
      withToken: (token) => createApiClient(url, token),
      app: {
        id: seed.app.id,
        slug: seed.app.slug,
        privateKeyPem: seed.app.privateKeyPem,
        webhookSecret: seed.app.webhookSecret,
        installationId,
      },
      setWebhookUrl: webhooks.setUrl,
      deliveries: webhooks.deliveries,
      waitForDelivery: webhooks.waitFor,
      redeliver: webhooks.redeliver,
      pauseWebhooks: webhooks.pause,
      resumeWebhooks: webhooks.resume,
      goAway: () => {
        away = true;
        server.closeAllConnections();
      },
      comeBack: () => {
        away = false;
      },
      writeLog: writeLog.entries,
      calls,
      async close() {
        await closeServer(server);
        await built.close();
        await emulator.close();
      },
    };
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      // A TCP server's address is always an object; only pipes have a text.
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${taken}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

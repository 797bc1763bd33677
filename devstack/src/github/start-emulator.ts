import { createServer } from 'node:net';
import { createEmulator, type Emulator } from 'emulate';
import type { Caller } from './callers.js';
import { createEmulatorClient, type EmulatorClient, EmulatorUnexpected } from './emulator-client.js';
import { objectAt, textAt } from './json-object.js';
import type { GitHubSeed } from './options.js';

export interface RunningEmulator {
  readonly client: EmulatorClient;
  close(): Promise<void>;
}

export interface EmulatorSettings {
  readonly seed: GitHubSeed;
  readonly frontUrl: string;
  /** Where the emulator's webhooks go: the front, which mends them and sends them on. */
  readonly hookUrl: string;
  readonly appToken: () => string;
  /** Tells the front of the installation token that the set-up used. */
  readonly admit: (issued: unknown) => void;
  readonly identify: (authorization: string) => Caller;
}

export const installationId = 100;

/** What a GitHub App of ours is granted, as a manifest would ask for it. */
export const appPermissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  members: 'read',
};

export const appEvents = ['issues', 'issue_comment', 'pull_request', 'pull_request_review', 'push', 'check_run'];

/** The emulator's own site administrator: it cannot be a sample person. */
const frontLogin = 'admin';

/**
 * The emulator counts 5,000 calls an hour for each token. The front makes several calls for one of a client, so it
 * spreads them; what GitHub really limits, content writes, is in the front's write log.
 */
const tokensPerLogin = 40;

/** Starts the emulator with the seed's people, organisation, repository, teams and app, behind the front's URL. */
export async function startEmulator(settings: EmulatorSettings): Promise<RunningEmulator> {
  const { seed, frontUrl } = settings;
  const logins = [frontLogin, ...seed.users.map((user) => user.login)];
  const tokens = logins.flatMap((login) => poolOf(login).map((token) => [token, { login }] as const));
  const { emulator, port } = await createOnFreePort(frontUrl, {
    tokens: Object.fromEntries(tokens),
    github: githubSeed(settings),
  });
  let turn = 0;
  const client = createEmulatorClient({
    port,
    publicHost: new URL(frontUrl).host,
    frontLogin,
    tokenFor: (login) => poolOf(login)[turn++ % tokensPerLogin] ?? login,
  });
  const close = async () => {
    client.close();
    await emulator.close();
  };
  try {
    await createTeams(client, seed);
    await introduceBot(client, settings);
  } catch (error) {
    await close();
    throw error;
  }
  return { client, close };
}

const poolOf = (login: string): string[] =>
  Array.from({ length: tokensPerLogin }, (_, index) => `front-${login}-${index}`);

function githubSeed({ seed, hookUrl }: EmulatorSettings) {
  // Everybody with a role is an admin to the emulator: who may do what is decided in the front.
  const members = seed.users.filter((user) => user.permission !== 'none').map((user) => user.login);
  return {
    users: seed.users.map(({ login, name, email }) => ({ login, name, email })),
    orgs: [
      { login: seed.org, name: seed.org, members: [frontLogin, ...members].map((login) => ({ login, role: 'admin' })) },
    ],
    repos: [{ owner: seed.org, name: seed.repo, private: seed.private ?? false, auto_init: true }],
    apps: [
      {
        app_id: seed.app.id,
        slug: seed.app.slug,
        name: seed.app.name,
        private_key: seed.app.privateKeyPem,
        permissions: appPermissions,
        events: appEvents,
        webhook_url: hookUrl,
        installations: [{ installation_id: installationId, account: seed.org, repository_selection: 'all' }],
      },
    ],
  };
}

/** The base URL that we pass hides the emulator's own port, so the port is picked here; another try if it was taken. */
async function createOnFreePort(
  baseUrl: string,
  seed: Record<string, unknown>,
): Promise<{ emulator: Emulator; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      return { emulator: await createEmulator({ service: 'github', port, baseUrl, seed }), port };
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || tries === 5) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}

async function createTeams(client: EmulatorClient, seed: GitHubSeed): Promise<void> {
  const write = async (method: string, target: string, body: unknown) => {
    const { status } = await client.call({ as: 'front', method, target, body });
    if (status >= 300) throw new EmulatorUnexpected(`${method} ${target}`, status);
  };
  for (const [slug, logins] of Object.entries(seed.teams ?? {})) {
    await write('POST', `/orgs/${seed.org}/teams`, { name: slug });
    for (const login of logins)
      await write('PUT', `/orgs/${seed.org}/teams/${slug}/memberships/${login}`, { role: 'member' });
  }
}

/** The emulator makes the app's bot user at its first write; GitHub has it from the start. A comment on no issue does. */
async function introduceBot(client: EmulatorClient, settings: EmulatorSettings): Promise<void> {
  const app = settings.identify(`Bearer ${settings.appToken()}`);
  const target = `/app/installations/${installationId}/access_tokens`;
  const issued = await client.call({ as: app, method: 'POST', target, body: {} });
  settings.admit(objectAt(issued.body));
  const bot = settings.identify(`token ${textAt(issued.body, 'token') ?? ''}`);
  const comment = `/repos/${settings.seed.org}/${settings.seed.repo}/issues/1/comments`;
  await client.call({ as: bot, method: 'POST', target: comment, body: { body: '-' } });
}

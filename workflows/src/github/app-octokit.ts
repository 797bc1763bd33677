import { setTimeout as pause } from 'node:timers/promises';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit as Core } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { createContentLimits } from './content-limits.js';
import { createPacedRequest } from './pace-requests.js';

const Octokit = Core.plugin(paginateRest);
export type AppOctokit = InstanceType<typeof Octokit>;

export interface AppCredentials {
  /** API root, `https://api.github.com` or a GitHub Enterprise Server's `/api/v3`. */
  readonly apiUrl: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}
export interface OctokitLog {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const requestTimeoutMs = 20_000;

/**
 * Clients for the app itself and for its installations. Nothing is retried here but a short rate limit: a POST that
 * timed out may have succeeded, and the activities that call are find-or-create.
 */
export function createAppOctokit(credentials: AppCredentials, log: OctokitLog) {
  const build = (installationId?: number): AppOctokit => {
    const octokit = new Octokit({
      baseUrl: credentials.apiUrl,
      userAgent: 'chatops-commander',
      log,
      authStrategy: createAppAuth,
      auth: {
        appId: credentials.appId,
        privateKey: credentials.privateKey,
        ...(installationId === undefined ? {} : { installationId }),
      },
      request: { timeout: requestTimeoutMs, fetch: fetchWithTimeout },
    });
    octokit.hook.wrap(
      'request',
      createPacedRequest({
        limits: createContentLimits(),
        now: Date.now,
        wait: async (ms) => void (ms > 0 && (await pause(ms))),
        warn: (message) => log.warn(message),
      }),
    );
    return octokit;
  };

  const app = build();
  const installations = new Map<number, AppOctokit>();
  return {
    app,
    installation(installationId: number): AppOctokit {
      const known = installations.get(installationId);
      if (known !== undefined) return known;
      const created = build(installationId);
      installations.set(installationId, created);
      return created;
    },
  };
}
export type AppOctokits = ReturnType<typeof createAppOctokit>;

/** octokit has no time-out of its own; without one a half-dead connection holds an activity until its limit. */
const fetchWithTimeout: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(requestTimeoutMs) });

import { createAppAuth } from '@octokit/auth-app';
import { Octokit as Core } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { throttling } from '@octokit/plugin-throttling';
import { createWriteLimits } from './write-limits.js';

const Octokit = Core.plugin(paginateRest, throttling);
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
/** A rate limit that ends later than this is left to Temporal's retries, which survive a restart. */
const longestWaitSeconds = 60;

/**
 * Clients for the app itself and for its installations. Nothing is retried here but a short rate limit: a POST that
 * timed out may have succeeded, and the activities that call are find-or-create.
 */
export function createAppOctokit(credentials: AppCredentials, log: OctokitLog) {
  const limits = createWriteLimits();
  const build = (installationId?: number): AppOctokit =>
    new Octokit({
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
      throttle: {
        id: String(installationId ?? 'app'),
        ...limits,
        onRateLimit: (retryAfter, _options, _octokit, retryCount) => retryAfter <= longestWaitSeconds && retryCount < 1,
        onSecondaryRateLimit: (retryAfter, _options, _octokit, retryCount) =>
          retryAfter <= longestWaitSeconds && retryCount < 1,
      },
    });

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

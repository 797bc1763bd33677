import { rateLimitWaitMs } from './rate-limit.js';
import { isStatus } from './status.js';

/**
 * The permission that the installation lacks for what GitHub refused, as GitHub names it: "checks: write". Empty where
 * it does not say which. Undefined when the request was not refused for lack of one.
 * Header: docs.github.com, "Troubleshooting the REST API", X-Accepted-GitHub-Permissions.
 */
export function missingPermission(error: unknown): string | undefined {
  if (!isStatus(error, 403) || rateLimitWaitMs(error, Date.now()) !== undefined) return undefined;
  const response = error instanceof Error && 'response' in error ? error.response : undefined;
  const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : {};
  const accepted = new Map(Object.entries(headers ?? {})).get('x-accepted-github-permissions');
  if (typeof accepted !== 'string') return '';
  // several ways are told with semicolons; any of them would do, so the first is named
  const [first = ''] = accepted.split(';');
  return /^[a-z_=, ]{1,200}$/.test(first) ? first.trim().replace(/\s*=\s*/g, ': ') : '';
}

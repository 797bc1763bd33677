/** Without a Retry-After, GitHub asks to wait a minute (docs.github.com, "Best practices for using the REST API"). */
const defaultSecondaryWaitMs = 60_000;
/** GitHub's reset times are whole seconds. */
const roundingMs = 1_000;

/**
 * How long GitHub asks to wait before the same request again, in milliseconds from `now`; undefined when the request
 * was refused for another reason than a rate limit.
 */
export function rateLimitWaitMs(error: unknown, now: number): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined;
  if (error.status !== 403 && error.status !== 429) return undefined;
  const headers = headersOf(error);
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter) && retryAfter > 0) return retryAfter * 1_000;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, reset * 1_000 - now) + roundingMs;
  return /\bsecondary rate\b/i.test(error.message) ? defaultSecondaryWaitMs : undefined;
}

function headersOf(error: Error): Record<string, unknown> {
  const response = 'response' in error ? error.response : undefined;
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined;
  return typeof headers === 'object' && headers !== null ? { ...headers } : {};
}

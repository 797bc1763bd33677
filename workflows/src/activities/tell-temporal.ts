import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { AppNotInstalled } from '../github/app-not-installed.js';
import { rateLimitWaitMs } from '../github/rate-limit.js';
import { WritesSpent } from '../github/writes-spent.js';

/**
 * What errors of ours mean for Temporal. No activity is tried again where the app is not installed any more: its
 * workflow ends, whatever it was about. What GitHub's limits hold back is tried again when they let it through, and not
 * before.
 */
export const tellTemporal: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      throw asFailure(error, Date.now()) ?? error;
    }
  },
};

/** Undefined for an error that Temporal may take as it is. */
export function asFailure(error: unknown, now: number): ApplicationFailure | undefined {
  if (error instanceof AppNotInstalled)
    return ApplicationFailure.nonRetryable(error.message, 'AppNotInstalled', error.repository);
  const waitMs = error instanceof WritesSpent ? error.retryAfterMs : rateLimitWaitMs(error, now);
  if (waitMs === undefined || !(error instanceof Error)) return undefined;
  return ApplicationFailure.create({
    message: error.message,
    type: error.name,
    cause: error,
    nextRetryDelay: Math.ceil(waitMs),
  });
}

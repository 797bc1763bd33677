import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { AppNotInstalled } from '../github/app-not-installed.js';

/** No activity is tried again where the app is not installed any more: its workflow ends, whatever it was about. */
export const endWhereNotInstalled: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (error instanceof AppNotInstalled)
        throw ApplicationFailure.nonRetryable(error.message, 'AppNotInstalled', error.repository);
      throw error;
    }
  },
};

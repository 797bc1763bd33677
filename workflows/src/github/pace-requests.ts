import { type ContentLimits, type Importance, isContentWrite, isImportance } from './content-limits.js';
import { rateLimitWaitMs } from './rate-limit.js';
import { WritesSpent } from './writes-spent.js';

/**
 * What has to wait for longer is left to Temporal's retries, which survive a restart: far shorter than the time-out of
 * any activity, or a write that nobody waits for any more would still be sent.
 */
const longestWaitMs = 10_000;
/** GitHub allows a hundred at the same time, for all that an app does. */
const requestsAtOnce = 40;

export interface Pacing {
  readonly limits: ContentLimits;
  now(): number;
  wait(ms: number): Promise<void>;
  warn(message: string): void;
}
interface RequestOptions {
  readonly method: string;
  readonly url: string;
  readonly baseUrl: string;
  /** `importance` in it says what gives way. */
  readonly request?: object;
}

/**
 * Keeps requests within GitHub's limits: so many at once, so much content in a minute and an hour, and one more try
 * after a short rate limit. It takes the place of octokit's throttling plugin, whose queues cost 10 ms per request and
 * let parallel ones through one by one (measured: ten at once in 94 ms before their first byte left).
 */
export function createPacedRequest({ limits, now, wait, warn }: Pacing) {
  const slots = createSlots(requestsAtOnce);
  return async <Options extends RequestOptions, Answer>(
    request: (options: Options) => Promise<Answer> | Answer,
    options: Options,
  ): Promise<Answer> => {
    const path = pathOf(options);
    // a token is asked for in the middle of a request that holds a slot already
    if (path.endsWith('/access_tokens')) return await request(options);
    // before it takes a slot: what waits for its turn to write must not keep others from reading
    if (isContentWrite(options.method, path)) {
      const waitMs = limits.book(now(), importanceOf(options), longestWaitMs);
      if (waitMs > longestWaitMs) throw new WritesSpent(path, waitMs);
      await wait(waitMs);
    }
    await slots.take();
    try {
      try {
        return await request(options);
      } catch (error) {
        const waitMs = rateLimitWaitMs(error, now());
        if (waitMs === undefined || waitMs > longestWaitMs) throw error;
        warn(`GitHub's rate limit: ${options.method} ${path} is tried again in ${Math.ceil(waitMs / 1_000)} s`);
        await wait(waitMs);
        return await request(options);
      }
    } finally {
      slots.give();
    }
  };
}

const importanceOf = ({ request }: RequestOptions): Importance =>
  request !== undefined && 'importance' in request && isImportance(request.importance) ? request.importance : 'matters';

function pathOf({ url, baseUrl }: RequestOptions): string {
  const root = new URL(baseUrl).pathname.replace(/\/$/, '');
  const { pathname } = new URL(url, baseUrl);
  return pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : pathname;
}

/** First come, first served. */
function createSlots(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take(): Promise<void> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give(): void {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}

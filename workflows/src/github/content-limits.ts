/** GitHub's secondary limits on requests that create content (docs.github.com, "Rate limits for the REST API"). */
const windows = [
  { writes: 80, withinMs: 60_000 },
  { writes: 500, withinMs: 60 * 60_000 },
] as const;
const longest = Math.max(...windows.map(({ writes }) => writes));
/** Of every window, news about what goes on takes so much at most: answers, failures and reports find room. */
const shareOfProgress = 0.6;

/** A number may still stand as its placeholder: octokit fills templates in after its hooks. */
const createsContent = [
  /^\/repos\/[^/]+\/[^/]+\/issues(\/[^/]+\/comments)?$/,
  /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/[^/]+$/,
  /^\/repos\/[^/]+\/[^/]+\/pulls(\/[^/]+\/(reviews|comments|merge|requested_reviewers))?$/,
];

/** Whether GitHub counts a request as the creation of content; `pathname` is relative to the API's root. */
export const isContentWrite = (method: string, pathname: string): boolean =>
  method !== 'GET' && method !== 'HEAD' && createsContent.some((pattern) => pattern.test(pathname));

/** `progress`: overtaken by what comes next, so that it gives way. */
export type Importance = 'matters' | 'progress';

/**
 * Spaces the writes of one installation so that no window ever holds more than GitHub allows: a burst goes through at
 * once, and the eighty-first write of a minute waits until the first is a minute old.
 */
export function createContentLimits() {
  /** In order of time. */
  let times: number[] = [];
  return {
    /**
     * Books the next write, unless it would have to wait for longer than `atMostMs`.
     *
     * @returns milliseconds to wait before it; more than `atMostMs` when nothing was booked.
     */
    book(now: number, importance: Importance, atMostMs: number): number {
      const at = Math.max(
        now,
        ...windows.map(({ writes, withinMs }) => {
          const allowed = importance === 'matters' ? writes : Math.floor(writes * shareOfProgress);
          return (times.at(-allowed) ?? -withinMs) + withinMs;
        }),
      );
      if (at - now <= atMostMs) times = [...times, at].sort((one, other) => one - other).slice(-longest);
      return at - now;
    },
  };
}
export type ContentLimits = ReturnType<typeof createContentLimits>;

/** GitHub's secondary limits on requests that create content (docs.github.com, "Rate limits for the REST API"). */
const windows = [
  { writes: 80, withinMs: 60_000 },
  { writes: 500, withinMs: 60 * 60_000 },
] as const;
const longest = Math.max(...windows.map(({ writes }) => writes));
/** Of every window, each kind finds so much taken at most: what is more important always finds room. */
const shares = { first: 1, matters: 0.85, progress: 0.6 } as const;

/** A number may still stand as its placeholder: octokit fills templates in after its hooks. */
const createsContent = [
  /^\/repos\/[^/]+\/[^/]+\/issues(\/[^/]+\/comments)?$/,
  /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/[^/]+$/,
  /^\/repos\/[^/]+\/[^/]+\/pulls(\/[^/]+\/(reviews|comments|merge|requested_reviewers))?$/,
];

/** Whether GitHub counts a request as the creation of content; `pathname` is relative to the API's root. */
export const isContentWrite = (method: string, pathname: string): boolean =>
  method !== 'GET' && method !== 'HEAD' && createsContent.some((pattern) => pattern.test(pathname));

/**
 * `first`: what somebody waits for to act upon, a refusal, a failure, the report of a run. `progress`: overtaken by what
 * comes next, so that it gives way.
 */
export type Importance = keyof typeof shares;
export const isImportance = (value: unknown): value is Importance =>
  typeof value === 'string' && Object.hasOwn(shares, value);

/**
 * Spaces the writes of one installation so that no window ever holds more than GitHub allows: a burst goes through at
 * once as far as its share goes, and what is over it waits until the first of it is a minute old.
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
          const allowed = Math.floor(writes * shares[importance]);
          return (times.at(-allowed) ?? -withinMs) + withinMs;
        }),
      );
      if (at - now <= atMostMs) times = [...times, at].sort((one, other) => one - other).slice(-longest);
      return at - now;
    },
  };
}
export type ContentLimits = ReturnType<typeof createContentLimits>;

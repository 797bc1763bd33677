/** GitHub's secondary limits on requests that create content (docs.github.com, "Rate limits for the REST API"). */
const windows = [
  { writes: 80, withinMs: 60_000 },
  { writes: 500, withinMs: 60 * 60_000 },
] as const;
const longest = Math.max(...windows.map(({ writes }) => writes));

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
 * Spaces the writes of one installation so that no window ever holds more than GitHub allows: a burst goes through at
 * once, and the eighty-first write of a minute waits until the first is a minute old.
 */
export function createContentLimits() {
  const times: number[] = [];
  return {
    /** Books the next write. @returns milliseconds to wait before it; bookings keep their order. */
    book(now: number): number {
      const at = Math.max(now, ...windows.map(({ writes, withinMs }) => (times.at(-writes) ?? -withinMs) + withinMs));
      times.push(at);
      if (times.length > longest) times.shift();
      return at - now;
    },
  };
}
export type ContentLimits = ReturnType<typeof createContentLimits>;

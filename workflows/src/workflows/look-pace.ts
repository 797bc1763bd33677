/** Looks that a pull request has at once, for a review, a merge and what else people do in a row. */
const atOnce = 10;
/** After those: a look reads about ten things, and GitHub lets an installation ask 5,000 in an hour. */
const everyMs = 10_000;

/**
 * How often one pull request is looked at, whatever nudges come: some looks at once, then one in ten seconds. Times are
 * milliseconds.
 *
 * @returns how long to wait before the next look, 0 for none; each call counts as a look.
 */
export function createLookPace(): (now: number) => number {
  let left = atOnce;
  let at = 0;
  return (now) => {
    left = Math.min(atOnce, left + Math.max(0, now - at) / everyMs);
    at = Math.max(at, now);
    left -= 1;
    if (left >= 0) return 0;
    const waitMs = Math.ceil(-left * everyMs);
    // what is waited for is spent when it is there
    left = 0;
    at = now + waitMs;
    return waitMs;
  };
}

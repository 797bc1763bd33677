/** What to ask for and what is good; times in milliseconds. */
export interface HttpExpectation {
  readonly url: string;
  /** Undefined: anything from 200 to 399. */
  readonly status: number | undefined;
  readonly contains: string | undefined;
  /** Go on asking until it is good, so long at most; 0: ask once. */
  readonly withinMs: number;
  readonly everyMs: number;
}

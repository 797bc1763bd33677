/** What GitHub lets an app write in a minute or an hour is used up; nothing was sent. */
export class WritesSpent extends Error {
  override readonly name = 'WritesSpent';
  constructor(
    readonly path: string,
    readonly retryAfterMs: number,
  ) {
    super(
      `GitHub's limit on content is used up, so ${path} is written in ${Math.ceil(retryAfterMs / 1_000)} s; nothing is lost`,
    );
  }
}

/** Thrown when a planner made a runbook that the linter refuses: our mistake, found before anybody sees it. */
export class PlannedRunbookInvalid extends Error {
  constructor(
    readonly request: string,
    readonly problems: readonly string[],
  ) {
    super(`the runbook planned for ${request} is not valid: ${problems.join('; ')}`);
    this.name = 'PlannedRunbookInvalid';
  }
}

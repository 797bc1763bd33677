import type { Localized } from '@chatops-commander/engine/actions/action';

/** Thrown when a planner made a runbook that the linter refuses: our mistake, found before anybody sees it. */
export class PlannedRunbookInvalid extends Error {
  constructor(
    readonly request: string,
    readonly problems: readonly Localized[],
  ) {
    super(`the runbook planned for ${request} is not valid: ${problems.map(({ en }) => en).join('; ')}`);
    this.name = 'PlannedRunbookInvalid';
  }
}

import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { Situation } from '../activities/request/situation.js';
import type { CommandDeps } from './command-deps.js';

const lookedThrough = 200;

/** The run that is meant: the one named, or the latest of this issue or pull request. Never another repository's. */
export async function runAtHand(
  named: string | undefined,
  situation: Pick<Situation, 'input'>,
  deps: { readonly records: Pick<CommandDeps['records'], 'runs'> },
): Promise<RunRow | undefined> {
  const { repository, issue } = situation.input;
  if (named !== undefined) {
    const run = await deps.records.runs.get(named.toLowerCase());
    return run?.repository.toLowerCase() === repository.toLowerCase() ? run : undefined;
  }
  const recent = await deps.records.runs.list({ limit: lookedThrough, repository });
  return recent.find((run) => run.issue === issue || run.pull === issue);
}

/** Whose word it is, and in which comment: the same comment heard twice is one word. */
export function authorOf({ request, input }: Situation): { by: string; comment?: number } {
  return { by: request.login, ...(input.source.kind === 'issue' ? {} : { comment: input.source.id }) };
}

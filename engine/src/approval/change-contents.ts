import type { Localized } from '../actions/action.js';
import type { FileToRun } from './change-decision.js';
import type { ChangedFile, ChangeFacts, ChangeFile } from './change-facts.js';

/** What was read of each added file, in the same order; undefined unless every one was read with the blob listed. */
export function contentsOf(
  added: readonly ChangedFile[],
  facts: Pick<ChangeFacts, 'changes'>,
): readonly ChangeFile[] | undefined {
  const read = added.map((file) => {
    const same = facts.changes.filter((change) => change.path === file.path);
    return same.length === 1 && same[0]?.blob === file.blob ? same[0] : undefined;
  });
  const whole = read.filter((change) => change !== undefined);
  return whole.length === added.length ? whole : undefined;
}

/** The added files with the state of the run that this pull request already has on record for each. */
export function withRecords(
  files: readonly Pick<ChangedFile, 'path' | 'blob'>[],
  facts: Pick<ChangeFacts, 'runs' | 'pull'>,
): readonly FileToRun[] {
  return files.flatMap(({ path, blob }) => {
    if (blob === undefined) return [];
    const run = facts.runs.find((each) => each.pull === facts.pull && each.path === path && each.blob === blob);
    return [{ path, blob, recorded: run?.state }];
  });
}

/** The files that lint found wrong, with what it said. */
export function lintProblems(
  changes: readonly ChangeFile[],
): readonly { readonly path: string; readonly problems: readonly Localized[] }[] {
  return changes.flatMap(({ path, lint }) => (lint === 'ok' ? [] : [{ path, problems: lint.problems }]));
}

import type { RunRow, RunState } from '@chatops-commander/engine/records/run-row';
import type { TestStack } from '../../support/test-stack.js';
import { until } from './until.js';

export interface FollowedRun {
  /** As it is on record now. */
  row(): Promise<RunRow | undefined>;
  /** Waits for a state; fails at once when the run ends in another one. */
  reaches(state: RunState): Promise<RunRow>;
  ended(): Promise<RunRow>;
  /** What the app says of the run on the pull request, once `fits`. */
  said(fits: (body: string) => boolean): Promise<string>;
}

/** Follows the one run of a pull request. */
export function followRun({ stack, conversation }: TestStack, pull: number): FollowedRun {
  const row = async () => (await stack.records.runs.runsOfPull(stack.repository, pull))[0];
  const bot = `${stack.github.app.slug}[bot]`;
  const bodies = async () =>
    (await conversation.comments(pull)).filter((comment) => comment.login === bot).map((comment) => comment.body);
  return {
    row,
    async reaches(state) {
      const seen = await until(
        `the run of #${pull} is ${state}`,
        async () => {
          const run = await row();
          return run !== undefined && (run.state === state || run.finishedAt !== null) ? run : undefined;
        },
        row,
      );
      if (seen.state !== state)
        throw new Error(`the run of #${pull} is ${seen.state}, not ${state}: ${JSON.stringify(seen.summary)}`);
      return seen;
    },
    ended: () =>
      until(
        `the run of #${pull} ended`,
        async () => {
          const run = await row();
          return run?.finishedAt == null ? undefined : run;
        },
        row,
      ),
    said: (fits) => until(`the app's words on #${pull}`, async () => (await bodies()).find(fits), bodies),
  };
}

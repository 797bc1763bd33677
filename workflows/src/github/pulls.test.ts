import { describe, expect, it } from 'vitest';
import type { AppOctokit } from './app-octokit.js';
import { createPulls } from './pulls.js';

/** Answers requests for reviews as GitHub does: all or nothing, and only people of the repository. */
function pullsWith(collaborators: readonly string[], teams: readonly string[]) {
  const asked: string[] = [];
  const octokit = {
    async request(_route: string, given: { reviewers?: string[]; team_reviewers?: string[] }) {
      const wanted = [...(given.reviewers ?? []), ...(given.team_reviewers ?? [])];
      if (!wanted.every((name) => collaborators.includes(name) || teams.includes(name)))
        throw Object.assign(new Error('Reviews may only be requested from collaborators.'), { status: 422 });
      asked.push(...wanted);
    },
    // one request is all that is made
  } as unknown as AppOctokit;
  return { pulls: createPulls(octokit, { owner: 'acme', repo: 'ops' }), asked };
}

describe('requestReviewers', () => {
  it.each<[name: string, users: string[], teams: string[], expected: string[]]>([
    ['asks everybody', ['bruno', 'chloe'], [], ['bruno', 'chloe']],
    ['leaves out whom GitHub does not let be asked', ['bruno', 'eve', 'chloe'], [], ['bruno', 'chloe']],
    ['asks teams by their slug', ['bruno'], ['acme/web', 'other/nobody'], ['bruno', 'web']],
    ['asks nobody where nobody is named', [], [], []],
  ])('%s', async (_name, users, teams, expected) => {
    const { pulls, asked } = pullsWith(['bruno', 'chloe'], ['web']);
    await pulls.requestReviewers(7, { users, teams });
    expect(asked).toEqual(expected);
  });
});

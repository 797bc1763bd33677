import type { RunChange } from '@chatops-commander/engine/records/run-attempts';
import { describe, expect, test } from 'vitest';
import { skipRun } from './skip-run.js';

/** Skips attempt 1 of r-2; what was written where, and what was ended. */
async function skipped({ language = 'en', ends = { kind: 'set' } as RunChange } = {}) {
  const bodies: string[] = [];
  const finished: unknown[] = [];
  const audited: string[] = [];
  // what these calls use of a run, of the records and of GitHub
  const deps = {
    github: {
      of: async () => ({
        botLogin: 'ops[bot]',
        comments: {
          commentsOf: async () => [],
          addComment: async (issue: number, body: string) => void bodies.push(`${issue}: ${body}`),
        },
      }),
    },
    records: {
      runs: {
        // somebody asked for it meanwhile
        get: async () => ({ id: 'r-2', attempt: 2, pull: 7, repository: 'acme/ops', title: 'Restart', language }),
        finish: async (end: unknown) => {
          finished.push(end);
          return ends;
        },
      },
      audit: { append: async ({ kind }: { kind: string }) => void audited.push(kind) },
    },
  } as unknown as Parameters<typeof skipRun>[2];
  await skipRun({ runId: 'r-2', attempt: 1 }, { runId: 'r-1', state: 'failed' }, deps);
  return { bodies, finished, audited };
}

describe('a run that does not start', () => {
  test.each([
    ['en', 'r-1, which comes before it in the same pull request, ended as failed'],
    ['fr', "r-1, qui la précède dans cette pull request, s'est terminée ainsi : en échec"],
  ])('is said on its pull request, in %s, with what starts it', async (language, words) => {
    const { bodies, audited } = await skipped({ language });
    expect(bodies).toEqual([expect.stringMatching(/^7: /)]);
    expect(bodies[0]).toContain(words);
    expect(bodies[0]).toContain('/ops retry r-2');
    expect(audited).toEqual(['run.skipped']);
  });
  test('is the attempt that was planned, however many somebody asked for since, and only unless it has begun', async () => {
    const { finished } = await skipped();
    expect(finished).toEqual([expect.objectContaining({ runId: 'r-2', attempt: 1, unlessBegun: true })]);
  });
  test.each<[string, RunChange]>([
    ['has begun', { kind: 'begun' }],
    ['ended otherwise', { kind: 'closed', state: 'succeeded' }],
  ])('is none when it %s: nothing is said or put on record', async (_case, ends) => {
    expect(await skipped({ ends })).toMatchObject({ bodies: [], audited: [] });
  });
});

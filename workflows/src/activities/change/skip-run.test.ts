import { expect, test } from 'vitest';
import { skipRun } from './skip-run.js';

test('a run that does not start is said on its pull request, with what starts it', async () => {
  const bodies: string[] = [];
  // what these two calls use of a run, of the records and of GitHub
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
        get: async () => ({ id: 'r-2', attempt: 1, pull: 7, repository: 'acme/ops', title: 'Restart', language: 'en' }),
        finish: async () => true,
      },
      audit: { append: async () => {} },
    },
  } as unknown as Parameters<typeof skipRun>[2];
  await skipRun('r-2', { runId: 'r-1', state: 'failed' }, deps);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/^7: /);
  expect(bodies[0]).toContain('r-1, which comes before it in the same pull request, ended as failed');
  expect(bodies[0]).toContain('/ops retry r-2');
});

import { expect, test } from 'vitest';
import { logs } from './show-runs.js';

test('logs of many servers fit into a comment, what failed first', async () => {
  const row = (server: number, kind: 'done' | 'failed') => ({
    runId: 'r-1',
    stepId: 's1',
    server: `web-${server}`,
    attempt: 1,
    result: { kind, outputs: {}, durationMs: 1, started: true, reason: { en: '', fr: '' } },
  });
  const rows = Array.from({ length: 25 }, (_, index) => row(index, index === 24 ? 'failed' : 'done'));
  // what the command uses of the records and of its situation
  const [situation, deps] = [
    { request: { language: 'en' }, input: { repository: 'acme/ops', issue: 1 } },
    {
      records: {
        runs: { get: async () => ({ id: 'r-1', attempt: 1, repository: 'acme/ops' }) },
        outcomes: { ofRun: async () => rows },
        outputs: { tail: async () => ({ from: 0, bytes: Buffer.from('x'.repeat(16_000)) }) },
      },
    },
  ] as unknown as [Parameters<typeof logs.answer>[1], Parameters<typeof logs.answer>[2]];
  const markdown = await logs.answer({ kind: 'logs', run: 'r-1' }, situation, deps);
  expect(markdown.length).toBeLessThanOrEqual(65_536);
  expect(markdown.indexOf('web-24')).toBeGreaterThan(0);
  expect(markdown.indexOf('web-24')).toBeLessThan(markdown.indexOf('web-0'));
});

import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import { describe, expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

const row = (server: number, kind: 'done' | 'failed') =>
  // what is used of it here
  ({
    runId: 'r-abc',
    stepId: 's1',
    server: `web-${server}`,
    attempt: 1,
    result: { kind, outputs: {}, durationMs: 1, started: true, reason: { en: '', fr: '' } },
  }) as unknown as OutcomeRow;

keepsConventions({
  name: 'logs',
  needs: 'operator',
  typed: ['logs r-abc', 'logs r-abc restart', 'logs r-abc web-01', 'journaux r-abc restart web-01'],
  words: ['logs', 'logs of nginx'],
  incomplete: ['logs r-abc ../../etc passwd'],
  slip: 'lgos r-abc',
});

test('logs of many servers fit into a comment, what failed first', async () => {
  const outcomes = Array.from({ length: 25 }, (_, index) => row(index, index === 24 ? 'failed' : 'done'));
  const outputs = { tail: async () => ({ from: 0, bytes: Buffer.from('x'.repeat(16_000)) }) };
  const { answer = '' } = await commandStage({ outcomes, outputs }).say('/ops logs r-abc');
  expect(answer.length).toBeLessThanOrEqual(65_536);
  expect(answer.indexOf('web-24')).toBeGreaterThan(0);
  expect(answer.indexOf('web-24')).toBeLessThan(answer.indexOf('web-0'));
});

describe('what policy says of contents', () => {
  test.each([
    ['nothing', '', 'alice', true],
    ['admins only', 'contents: { role: admin }', 'alice', false],
    ['admins only', 'contents: { role: admin }', 'chloe', true],
    // what viewers may read is listed; what a run printed is not on that list
    ['viewers, what is listed', 'contents: { role: viewer }', 'vera', false],
    ['viewers, what is listed', 'contents: { role: viewer }', 'alice', true],
  ])('%s: %s, by %s', async (_case, contents, by, shown) => {
    const { answer } = await commandStage({ outcomes: [row(1, 'done')], contents }).say('/ops logs r-abc', { by });
    expect(answer?.includes('what it printed')).toBe(shown);
  });
});

import { describe, expect, test } from 'vitest';
import { sameText } from '../actions/localized.js';
import { renderReport, type RunReport } from './render-report.js';
import type { StepResultKind } from './run-outcome.js';

const onServer = (server: string, result: StepResultKind, text: string, outputTail?: string) => ({
  server,
  result,
  summary: { en: text, fr: `${text} (fr)` },
  durationMs: 84,
  ...(outputTail === undefined ? {} : { outputTail }),
});
const report: RunReport = {
  language: 'en',
  outcome: 'succeeded',
  title: 'Restart the site',
  runId: 'r-abc',
  durationMs: 1240,
  requester: 'alice',
  approvers: ['bruno'],
  pull: 7,
  steps: [{ id: 's1', servers: [onServer('web-01', 'done', 'restarted', 'pid 12')] }],
  rollback: [],
  next: { text: sameText('look at the disks'), command: '/ops disk space on web-01' },
  follow: 'http://localhost:8233/r-abc',
};

test('a success has one check mark, figures, output folded, and the next command', () => {
  const markdown = renderReport(report);
  expect(markdown.startsWith('✅ **Done:** Restart the site · 1.24 s')).toBe(true);
  expect(markdown.match(/✅/g)).toHaveLength(1);
  expect(markdown).toContain('| `s1` `web-01` | restarted · 84 ms |');
  expect(markdown).toContain('<details><summary>Output of s1 · web-01</summary>\n\n```text\npid 12\n```\n\n</details>');
  expect(markdown).toContain('**Next:** look at the disks\n\n```text\n/ops disk space on web-01\n```');
  expect(markdown).toContain(
    'asked by `alice` · approved by `bruno` · #7 · [Temporal](http://localhost:8233/r-abc) · `/ops logs r-abc`',
  );
});

test('in French, with a comma', () => {
  const markdown = renderReport({ ...report, language: 'fr' });
  expect(markdown.startsWith("✅ **C'est fait :** Restart the site · 1,24 s")).toBe(true);
  expect(markdown).toContain('restarted (fr)');
});

describe('is never green without saying so', () => {
  test.each<[string, RunReport['steps']]>([
    ['without any step', []],
    ['when nothing ran', [{ id: 's1', servers: [onServer('web-01', 'not-run', '')] }]],
  ])('%s', (_name, steps) => {
    const markdown = renderReport({ ...report, steps });
    expect(markdown.startsWith('⚠️ **Ended without doing anything:**')).toBe(true);
    expect(markdown).not.toContain('✅');
  });
});

describe('what did not go well', () => {
  test('a failure says why, and shows its output before that of others', () => {
    const servers = [
      onServer('web-01', 'done', 'restarted', 'fine'),
      onServer('web-02', 'failed', 'exit 1', 'broken pipe'),
    ];
    const markdown = renderReport({
      ...report,
      outcome: 'failed',
      because: sameText('web-02 did not come back'),
      steps: [{ id: 's1', servers }],
    });
    expect(markdown.startsWith('❌ **Failed:**')).toBe(true);
    expect(markdown).toContain('web-02 did not come back');
    expect(markdown).toContain('| `s1` `web-02` | **failed**: exit 1 · 84 ms |');
    expect(markdown.indexOf('broken pipe')).toBeLessThan(markdown.indexOf('fine\n```'));
  });

  test('what was undone is told in order, with what could not be', () => {
    const undo = (server: string, ok: boolean) => ({
      server,
      step: 's1',
      ok,
      summary: sameText('put back'),
      durationMs: 5,
    });
    const markdown = renderReport({
      ...report,
      outcome: 'rolled-back',
      rollback: [undo('web-02', true), undo('web-01', false)],
    });
    expect(markdown).toContain('**I undid what I could; 1 could not be undone, please look.**\n- ↩️ `web-02`');
    expect(markdown).toContain('- ❌ `web-01` `s1` put back · 5 ms');
  });

  test('an unknown outcome is said to be unknown', () => {
    expect(renderReport({ ...report, outcome: 'unknown' }).startsWith('❓ **Outcome unknown: please look:**')).toBe(
      true,
    );
  });
});

test('secrets that a server printed are masked, in words and in output', () => {
  const servers = [onServer('web-01', 'failed', 'password=hunter2x refused', 'token: abcdefgh')];
  const markdown = renderReport({ ...report, outcome: 'failed', steps: [{ id: 's1', servers }] });
  expect(markdown).not.toMatch(/hunter2x|abcdefgh/);
  expect(markdown).toContain('••••••');
});

test('of a thousand servers the one that failed is shown', () => {
  const servers = Array.from({ length: 1000 }, (_, index) =>
    onServer(`web-${index}`, index === 900 ? 'failed' : 'done', 'x', 'output'),
  );
  const markdown = renderReport({ ...report, outcome: 'failed', steps: [{ id: 's1', servers }] });
  expect(markdown).toContain('`web-900`');
  expect(markdown).toContain('| … +940 |');
  expect(markdown).toContain('Output of s1 · web-900');
  expect(markdown).toMatch(/Left out, because a comment holds only so much: .* more\./);
});

import { describe, expect, test } from 'vitest';
import { type LintRequest, lintRunbook } from './lint-runbook.js';
import { findAction, inventory, policyWith, runbookText } from './runbook.fixture.js';

const lint = (text: string, options: Partial<LintRequest> = {}) =>
  lintRunbook({ text, file: 'changes/x.yaml', as: 'change', inventory, findAction, ...options });

const onWeb = (step: string): string => runbookText(`targets: { servers: [web-01, web-02] }\nsteps:\n  - ${step}`);

describe('accepted as a change', () => {
  const cases: [name: string, spec: string][] = [
    ['one reading step', 'targets: { servers: [web-01] }\nsteps: [{ uses: system.health }]'],
    [
      'everything this version runs',
      `targets: { servers: [web-01, web-02] }
strategy: { batch: [1, 50%], maxFailures: 10%, pause: 10s }
onFailure: rollback
before: [{ uses: system.disk, on: { servers: [db-01] } }]
steps:
  - { id: stop, uses: service.stop, with: { service: nginx }, timeout: 1m, retry: { attempts: 3, backoff: 2s }, rollback: [{ uses: service.start, with: { service: nginx } }] }
  - { uses: files.write, with: { path: /etc/motd, content: hello }, backup: { none: it is regenerated }, rollback: none }
  - { uses: service.start, with: { service: nginx }, continueOnFailure: true }
  - { uses: system.info, on: first }
after: [{ uses: http.check, on: controller, with: { url: "https://example.com/health" } }]`,
    ],
    [
      'only the controller, and so no targets',
      'steps: [{ uses: http.check, on: controller, with: { url: "https://example.com/health" } }]',
    ],
    ['only servers named by steps', 'steps: [{ uses: system.info, on: { servers: [db-01] } }]'],
    [
      'what the server is',
      'targets: { servers: [web-01] }\nsteps: [{ uses: http.check, with: { url: "http://${{ server.host }}:${{ server.tags.port }}/" } }]',
    ],
  ];
  test.each(cases)('%s', (_, spec) => {
    expect(lint(runbookText(spec))).toMatchObject({ ok: true, problems: [] });
  });
});

test('without an inventory nothing is said about names', () => {
  const text = runbookText(
    'targets: { servers: [nowhere] }\nsteps: [{ uses: service.status, with: { service: nothing } }]',
  );
  expect(lint(text, { inventory: undefined })).toMatchObject({ ok: true, risk: 'low' });
});

test('the report carries file, risk and runbook', () => {
  const text = onWeb('{ uses: service.restart, with: { service: nginx } }');
  const policy = policyWith('environments: { production: { minimumRisk: high } }');
  expect(lint(text, { policy })).toMatchObject({
    file: 'changes/x.yaml',
    ok: true,
    risk: 'high',
    runbook: { metadata: { name: 'test' } },
  });
  expect(lint('nonsense')).toMatchObject({ ok: false, risk: undefined, runbook: undefined });
});

test('problems come in the order of the text', () => {
  const text = runbookText(
    'inputs: {}\ntargets: { servers: [web-9] }\nsteps:\n  - uses: a.b\n  - { uses: system.info, if: "x" }\n  - uses: service.status',
  );
  const lines = lint(text).problems.map(({ line }) => line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
  expect(lines).toHaveLength(5);
});

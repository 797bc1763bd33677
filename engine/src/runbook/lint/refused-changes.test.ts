import type { Problem } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { type LintRequest, lintRunbook } from '../lint-runbook.js';
import { findAction, inventory, runbookText } from '../runbook.fixture.js';

const lint = (text: string, options: Partial<LintRequest> = {}) =>
  lintRunbook({ text, file: 'changes/x.yaml', as: 'change', inventory, findAction, ...options });
const onWeb = (step: string): string => runbookText(`targets: { servers: [web-01, web-02] }\nsteps:\n  - ${step}`);

describe('refused as a change', () => {
  const cases: [name: string, text: string, expected: Partial<Problem>][] = [
    ['no YAML', 'a: [', { code: 'yaml-syntax', line: 1 }],
    ['no steps', runbookText('steps: []'), { code: 'no-steps', line: 5, path: 'spec.steps' }],
    ['no targets', runbookText('steps: [{ uses: system.info }]'), { code: 'no-targets', path: 'spec.steps[0]' }],
    ['no targets for the first one', runbookText('steps: [{ uses: system.info, on: first }]'), { code: 'no-targets' }],
    [
      'targets by tag',
      runbookText('targets: { tags: { role: web } }\nsteps: [{ uses: system.info }]'),
      { code: 'targets-not-named', line: 5, path: 'spec.targets.tags' },
    ],
    [
      'all servers, without their names',
      runbookText('targets: { all: true }\nsteps: [{ uses: system.info }]'),
      { code: 'targets-not-named', path: 'spec.targets.all' },
    ],
    [
      'inputs',
      runbookText('inputs: { x: { type: string } }\ntargets: { servers: [web-01] }\nsteps: [{ uses: system.info }]'),
      { code: 'not-in-a-change', path: 'spec.inputs' },
    ],
    [
      'triggers',
      runbookText('triggers: { en: [go on] }\ntargets: { servers: [web-01] }\nsteps: [{ uses: system.info }]'),
      { code: 'not-in-a-change', path: 'spec.triggers' },
    ],
    [
      'an input without value',
      onWeb('{ uses: service.restart, with: { service: "${{ inputs.service }}" } }'),
      { code: 'unbound-input', line: 7, path: 'spec.steps[0].with.service' },
    ],
    [
      'an unknown action',
      onWeb('{ uses: service.restrat, with: { service: nginx } }'),
      {
        code: 'unknown-action',
        line: 7,
        column: 15,
        hint: 'Did you mean "service.restart" or "service.start" or "service.reload"?',
      },
    ],
    [
      'an unknown action in a rollback',
      onWeb('{ uses: service.stop, with: { service: nginx }, rollback: [{ uses: service.go }] }'),
      { code: 'unknown-action', path: 'spec.steps[0].rollback[0].uses' },
    ],
    [
      'an unknown server',
      runbookText('targets: { servers: [web-01, web-3] }\nsteps: [{ uses: system.info }]'),
      { code: 'unknown-server', path: 'spec.targets.servers[1]', hint: 'Did you mean "web-01" or "web-02"?' },
    ],
    [
      'a server that every object has',
      runbookText('targets: { servers: [constructor] }\nsteps: [{ uses: system.info }]'),
      { code: 'unknown-server' },
    ],
    [
      'an unknown server of a step',
      onWeb('{ uses: system.info, on: { servers: [db-1] } }'),
      { code: 'unknown-server', path: 'spec.steps[0].on.servers[0]' },
    ],
    [
      'an unknown service',
      onWeb('{ uses: service.status, with: { service: ngnix } }'),
      { code: 'unknown-service', path: 'spec.steps[0].with.service', hint: 'Did you mean "nginx"?' },
    ],
    [
      'a service that runs elsewhere',
      onWeb('{ uses: service.status, with: { service: postgresql } }'),
      { code: 'wrong-place', hint: 'It runs on db-01.' },
    ],
    [
      'an input of the action misspelt',
      onWeb('{ uses: service.restart, with: { servce: nginx } }'),
      { code: 'missing-key', path: 'spec.steps[0].with' },
    ],
    [
      'an input of the action in a form that hides a command',
      onWeb('{ uses: service.restart, with: { service: "nginx; id #" } }'),
      { code: 'bad-format', path: 'spec.steps[0].with.service', line: 7 },
    ],
    [
      'neither of two inputs',
      onWeb('{ uses: logs.tail, with: { lines: 5 } }'),
      { code: 'missing-key', message: '"service" or "file" is missing' },
    ],
    [
      'both of two inputs',
      onWeb('{ uses: logs.tail, with: { service: nginx, file: /var/log/syslog } }'),
      { code: 'wrong-value', hint: 'Keep one of service and file. docs/actions/logs.tail.md has its inputs.' },
    ],
    [
      'inputs missing altogether',
      onWeb('{ uses: service.restart }'),
      { code: 'missing-key', path: 'spec.steps[0].with', line: 7 },
    ],
    [
      'an id twice',
      onWeb('{ id: a, uses: system.info }\n  - { id: a, uses: system.info }'),
      { code: 'duplicate-id', path: 'spec.steps[1].id' },
    ],
    [
      'a command on the controller',
      onWeb('{ uses: system.info, on: controller }'),
      { code: 'wrong-place', path: 'spec.steps[0].on' },
    ],
    [
      'a template of nothing known',
      onWeb('{ uses: shell.run, with: { argv: [echo, "${{ secrets.token }}"] } }'),
      { code: 'unresolved-template', path: 'spec.steps[0].with.argv[1]' },
    ],
    [
      'a template without end',
      onWeb('{ uses: shell.run, with: { argv: [echo, "${{ server.name"] } }'),
      { code: 'unresolved-template' },
    ],
    [
      'a server where there is none',
      runbookText(
        'targets: { servers: [web-01] }\nsteps: [{ uses: http.check, on: controller, with: { url: "http://${{ server.host }}/" } }]',
      ),
      { code: 'unresolved-template' },
    ],
    [
      'a server in the title',
      runbookText('targets: { servers: [web-01] }\nsteps: [{ uses: system.info }]').replace(
        'title: Test',
        'title: "On ${{ server.name }}"',
      ),
      { code: 'unresolved-template', path: 'metadata.title' },
    ],
    [
      'a tag that one server lacks',
      onWeb('{ uses: http.check, with: { url: "http://example.com/${{ server.tags.port }}" } }'),
      { code: 'unresolved-template', message: '${{ server.tags.port }} has no value on web-02' },
    ],
    [
      "a request to a cloud's metadata",
      runbookText('steps: [{ uses: http.check, on: controller, with: { url: "http://169.254.169.254/latest/" } }]'),
      { code: 'forbidden-address' },
    ],
    [
      "a server's request to a cloud's metadata",
      onWeb('{ uses: net.port, with: { host: 169.254.169.254, port: 80 } }'),
      { code: 'forbidden-address', path: 'spec.steps[0].with.host' },
    ],
    [
      "a server's request, on the controller",
      onWeb('{ uses: http.check, on: controller, with: { url: "http://127.0.0.1/", from: server } }'),
      { code: 'wrong-place', path: 'spec.steps[0].on' },
    ],
    [
      'a request to the worker itself',
      runbookText('steps: [{ uses: http.check, on: controller, with: { url: "http://localhost:7233/" } }]'),
      { code: 'forbidden-address', path: 'spec.steps[0].with.url' },
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    const report = lint(text);
    expect(report.ok).toBe(false);
    expect(report.problems[0]).toMatchObject({ severity: 'error', ...expected });
    expect(report.problems[0]?.hint).not.toBe('');
    // in French, too
    for (const { message, hint, fr } of report.problems)
      expect([fr.message === message, fr.hint === hint]).toEqual([false, false]);
  });

  test('what a server makes of a template is checked too', () => {
    const odd = {
      ...inventory,
      servers: {
        ...inventory.servers,
        'web-02': { host: 'h', user: 'u', key: 'secret:k', environment: 'e', tags: { role: 'web', unit: '-x; id' } },
        'web-01': { host: 'h', user: 'u', key: 'secret:k', environment: 'e', tags: { role: 'web', unit: 'nginx' } },
      },
    };
    const text = onWeb('{ uses: service.restart, with: { service: "${{ server.tags.unit }}" } }');
    expect(lint(text, { inventory: odd }).problems[0]).toMatchObject({
      code: 'bad-format',
      message: expect.stringContaining('on web-02'),
    });
  });
});

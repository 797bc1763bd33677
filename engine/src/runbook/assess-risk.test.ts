import { describe, expect, test } from 'vitest';
import type { Risk } from '../actions/action.js';
import { assessRisk } from './assess-risk.js';
import { findAction, inventory, policyWith, runbookOf } from './runbook.fixture.js';

const risk = (spec: string, policy = '') =>
  assessRisk({ runbook: runbookOf(spec), inventory, policy: policyWith(policy), findAction });
const onWeb = (step: string): string => `targets: { servers: [web-01, web-02] }\nsteps: [${step}]`;

describe('the risk of a step', () => {
  const logs = 'contents: { serviceLogs: true, files: [/var/log/nginx/, /etc/motd] }';
  const shell =
    'shell: [{ argv: [systemctl, is-active, "*"], risk: low }, { argv: [nginx, -t], risk: medium }, { argv: [nginx, "*"], risk: low }]';
  const cases: [name: string, step: string, policy: string, expected: Risk][] = [
    ['state', '{ uses: system.health }', '', 'low'],
    ['a restore on trial', '{ uses: backup.verify, with: { backup: r-1.s1.web-01.1 } }', '', 'medium'],
    ['a restart', '{ uses: service.restart, with: { service: nginx } }', '', 'medium'],
    ['a stop', '{ uses: service.stop, with: { service: nginx } }', '', 'high'],
    ['a file', '{ uses: files.write, with: { path: /etc/motd, content: x } }', '', 'high'],
    ['free shell', '{ uses: shell.run, with: { argv: [id] } }', '', 'high'],
    ['what cannot be undone', '{ uses: files.remove, with: { path: /x } }', '', 'critical'],
    ['an unknown action', '{ uses: no.such }', '', 'critical'],

    ['logs', '{ uses: logs.tail, with: { service: nginx } }', '', 'medium'],
    ['logs that policy lists', '{ uses: logs.tail, with: { service: nginx } }', logs, 'low'],
    [
      'logs of a service that the inventory does not have',
      '{ uses: logs.tail, with: { service: sshd } }',
      logs,
      'medium',
    ],
    [
      'a file in a folder that policy lists',
      '{ uses: logs.tail, with: { file: /var/log/nginx/error.log } }',
      logs,
      'low',
    ],
    ['a file that policy lists', '{ uses: logs.tail, with: { file: /etc/motd } }', logs, 'low'],
    ['a file that begins like one', '{ uses: logs.tail, with: { file: /etc/motd.d/x } }', logs, 'medium'],
    [
      'a file that climbs out of a folder',
      '{ uses: logs.tail, with: { file: /var/log/nginx/../../../etc/shadow } }',
      logs,
      'medium',
    ],
    [
      "a file that a server's tag makes",
      '{ uses: logs.tail, with: { file: "/var/log/nginx/${{ server.tags.role }}" } }',
      logs,
      'low',
    ],

    ['a command that policy lists', '{ uses: shell.run, with: { argv: [systemctl, is-active, nginx] } }', shell, 'low'],
    [
      'the same with an option where a name may stand',
      '{ uses: shell.run, with: { argv: [systemctl, is-active, --all] } }',
      shell,
      'high',
    ],
    [
      'the same with one argument more',
      '{ uses: shell.run, with: { argv: [systemctl, is-active, a, b] } }',
      shell,
      'high',
    ],
    [
      'the same elsewhere',
      '{ uses: shell.run, with: { argv: [systemctl, is-active, nginx], cwd: /tmp } }',
      shell,
      'high',
    ],
    [
      "the same with a server's tag, which may be anything",
      '{ uses: shell.run, with: { argv: [systemctl, is-active, "${{ server.tags.role }}"] } }',
      shell,
      'low',
    ],
    [
      'the same, for every server said to be repeatable',
      '{ uses: shell.run, with: { argv: [systemctl, is-active, nginx], idempotent: true } }',
      shell,
      'low',
    ],
    ['a command listed twice takes the higher', '{ uses: shell.run, with: { argv: [nginx, -t] } }', shell, 'medium'],

    ['the health URL of a service', '{ uses: http.check, with: { url: "https://example.com/health" } }', '', 'low'],
    ['a server of the inventory', '{ uses: http.check, with: { url: "http://${{ server.host }}/" } }', '', 'low'],
    ['a port elsewhere', '{ uses: net.port, with: { host: elsewhere.example, port: 25 } }', '', 'medium'],
    ['a port of a server', '{ uses: net.port, with: { host: "${{ server.host }}", port: 25 } }', '', 'low'],
    ['a host elsewhere', '{ uses: http.check, with: { url: "https://elsewhere.example/" } }', '', 'medium'],
    [
      'a host elsewhere that a template makes',
      '{ uses: http.check, with: { url: "https://${{ server.host }}.elsewhere.example/" } }',
      '',
      'medium',
    ],

    [
      'a validation that the file brings',
      '{ uses: service.restart, with: { service: nginx, validate: [sh, x] } }',
      '',
      'high',
    ],
  ];
  test.each(cases)('%s', (_, step, policy, expected) => {
    expect(risk(onWeb(step), policy).risk).toBe(expected);
  });

  test('a tag that looks like an option does not pass for a name', () => {
    const tagged = {
      ...inventory,
      servers: {
        ...inventory.servers,
        'web-01': { host: 'h', user: 'u', key: 'secret:k', environment: 'e', tags: { role: '--all' } },
      },
    };
    const runbook = runbookOf(
      onWeb('{ uses: shell.run, with: { argv: [systemctl, is-active, "${{ server.tags.role }}"] } }'),
    );
    expect(assessRisk({ runbook, inventory: tagged, policy: policyWith(shell), findAction }).risk).toBe('high');
  });
});

describe('the risk of a runbook', () => {
  const rules = 'environments: { production: { minimumRisk: high }, staging: { minimumRisk: critical } }';
  const cases: [name: string, spec: string, policy: string, expected: Risk][] = [
    [
      'is that of its riskiest step',
      onWeb('{ uses: system.info }, { uses: service.restart, with: { service: nginx } }, { uses: system.info }'),
      '',
      'medium',
    ],
    [
      'counts the steps before and after',
      'targets: { servers: [web-01] }\nsteps: [{ uses: system.info }]\nafter: [{ uses: service.stop, with: { service: nginx } }]',
      '',
      'high',
    ],
    [
      'counts the steps that undo',
      onWeb(
        '{ uses: service.restart, with: { service: nginx }, rollback: [{ uses: shell.run, with: { argv: [id] } }] }',
      ),
      '',
      'high',
    ],
    ['is raised in an environment', onWeb('{ uses: service.restart, with: { service: nginx } }'), rules, 'high'],
    ['is never lowered by it', onWeb('{ uses: files.remove, with: { path: /x } }'), rules, 'critical'],
    ['is not raised for reading', onWeb('{ uses: system.info }'), rules, 'low'],
    [
      'is raised only where something changes',
      'targets: { servers: [stage-01] }\nsteps: [{ uses: system.info }, { uses: service.restart, on: { servers: [web-01] }, with: { service: nginx } }]',
      rules,
      'high',
    ],
    [
      'is raised by a server that one step names',
      'targets: { servers: [bare] }\nsteps: [{ uses: service.restart, with: { service: x } }, { uses: service.restart, on: { servers: [stage-01] }, with: { service: nginx } }]',
      rules,
      'critical',
    ],
  ];
  test.each(cases)('%s', (_, spec, policy, expected) => {
    expect(risk(spec, policy).risk).toBe(expected);
  });

  test('says why, in both languages, each reason once and only those that count', () => {
    const { reasons } = risk(
      onWeb(
        '{ uses: system.info }, { uses: service.restart, with: { service: nginx } }, { uses: service.restart, with: { service: nginx } }',
      ),
    );
    expect(reasons).toEqual([
      { en: '`service.restart` is of medium risk', fr: '`service.restart` est de risque moyen' },
    ]);
  });

  test('names the environments in the order of the file, and what destroys', () => {
    const spec =
      'targets: { servers: [stage-01, web-01] }\nsteps: [{ uses: system.info }, { uses: files.remove, on: { servers: [bare, web-02] }, with: { path: /x } }]';
    expect(risk(spec)).toMatchObject({ environments: ['staging', 'production', 'lab'], destroys: true });
    expect(risk(onWeb('{ uses: service.stop, with: { service: nginx } }')).destroys).toBe(false);
  });
});

test('without an inventory and a policy nothing is lowered', () => {
  const of = (step: string) => assessRisk({ runbook: runbookOf(onWeb(step)), findAction }).risk;
  expect(of('{ uses: http.check, with: { url: "https://example.com/health" } }')).toBe('medium');
  expect(of('{ uses: http.check, with: { url: "http://${{ server.host }}:8080/health" } }')).toBe('low');
  expect(of('{ uses: http.check, with: { url: "http://${{ server.host }}.elsewhere.example/" } }')).toBe('medium');
  expect(of('{ uses: http.check, with: { url: "http://${{ server.host }}@elsewhere.example/" } }')).toBe('medium');
  expect(of('{ uses: http.check, with: { url: "${{ inputs.url }}" } }')).toBe('low');
  expect(of('{ uses: logs.tail, with: { service: nginx } }')).toBe('medium');
  expect(of('{ uses: shell.run, with: { argv: [systemctl, is-active, nginx] } }')).toBe('high');
});

import { describe, expect, test } from 'vitest';
import type { Role } from '../approval/change-facts.js';
import { type DirectReading, mayReadDirectly } from './direct-reading.js';
import { findAction, inventory, policyWith, runbookOf } from './runbook.fixture.js';

const ask = (step: string, role: Role | undefined, policy = '') =>
  mayReadDirectly({
    runbook: runbookOf(`targets: { servers: [web-01, web-02] }\nsteps: [{ uses: system.info }, ${step}]`),
    inventory,
    policy: policyWith(policy),
    role,
    findAction,
  });

const logs = 'contents: { serviceLogs: true }';
const cases: [
  name: string,
  step: string,
  role: Role | undefined,
  policy: string,
  kind: DirectReading['kind'],
  need?: Role,
][] = [
  ['state, for a viewer', '{ uses: system.health }', 'viewer', '', 'direct'],
  ['state, for nobody in particular', '{ uses: system.health }', undefined, '', 'refused', 'viewer'],
  [
    'state, where policy wants a pull request',
    '{ uses: system.health }',
    'admin',
    'reads: pull-request',
    'pull-request',
  ],
  ['a change', '{ uses: service.restart, with: { service: nginx } }', 'admin', '', 'pull-request'],
  [
    'a change that undoes',
    '{ uses: system.info, rollback: [{ uses: shell.run, with: { argv: [id] } }] }',
    'admin',
    '',
    'pull-request',
  ],
  [
    'a command of low risk is still a change',
    '{ uses: shell.run, with: { argv: [id] } }',
    'admin',
    'shell: [{ argv: [id], risk: low }]',
    'pull-request',
  ],
  ['a restore on trial', '{ uses: backup.verify, with: { backup: r-1.s1.web-01.1 } }', 'admin', '', 'pull-request'],
  ['an action that is not known', '{ uses: no.such }', 'admin', '', 'pull-request'],

  ['a port of a server', '{ uses: net.port, with: { host: 10.0.0.21, port: 5432 } }', 'viewer', '', 'direct'],
  ['a port of the server itself', '{ uses: net.port, with: { host: localhost, port: 80 } }', 'viewer', '', 'direct'],
  ['a port elsewhere', '{ uses: net.port, with: { host: db.example.net, port: 25 } }', 'admin', '', 'pull-request'],
  ['a name elsewhere', '{ uses: net.dns, with: { name: x.attacker.example } }', 'admin', '', 'pull-request'],
  ['a certificate of ours', '{ uses: tls.expiry, with: { host: example.com } }', 'viewer', '', 'direct'],
  ['a metadata service', '{ uses: net.port, with: { host: 169.254.169.254, port: 80 } }', 'admin', '', 'refused'],
  [
    "the server's own loopback",
    '{ uses: http.check, with: { url: "http://127.0.0.1:8080/", from: server } }',
    'viewer',
    '',
    'direct',
  ],
  [
    'a file that policy does not list',
    '{ uses: files.read, with: { path: /etc/passwd } }',
    'admin',
    '',
    'pull-request',
  ],
  [
    'a listed file',
    '{ uses: files.read, with: { path: /etc/os-release } }',
    'operator',
    'contents: { files: [/etc/os-release] }',
    'direct',
  ],
  ['logs that policy does not list', '{ uses: logs.tail, with: { service: nginx } }', 'admin', '', 'pull-request'],
  ['listed logs, for an operator', '{ uses: logs.tail, with: { service: nginx } }', 'operator', logs, 'direct'],
  ['listed logs, for a viewer', '{ uses: logs.tail, with: { service: nginx } }', 'viewer', logs, 'refused', 'operator'],
  [
    'listed logs, opened to viewers',
    '{ uses: logs.tail, with: { service: nginx } }',
    'viewer',
    'contents: { serviceLogs: true, role: viewer }',
    'direct',
  ],
  [
    'listed logs, kept for admins',
    '{ uses: logs.tail, with: { service: nginx } }',
    'operator',
    'contents: { serviceLogs: true, role: admin }',
    'refused',
    'admin',
  ],
  ['another file than listed', '{ uses: logs.tail, with: { file: /etc/shadow } }', 'admin', logs, 'pull-request'],

  [
    'a file that is listed for one server and not for the other',
    '{ uses: logs.tail, with: { file: "/srv/${{ server.name }}.log" } }',
    'admin',
    'contents: { files: [/srv/web-01.log] }',
    'pull-request',
  ],

  [
    'the health URL of a service',
    '{ uses: http.check, with: { url: "https://example.com/health" } }',
    'viewer',
    '',
    'direct',
  ],
  ['another path there', '{ uses: http.check, with: { url: "https://example.com/admin" } }', 'viewer', '', 'direct'],
  [
    'another port there',
    '{ uses: http.check, with: { url: "https://example.com:8443/" } }',
    'viewer',
    '',
    'pull-request',
  ],
  [
    'a server, whatever its address',
    '{ uses: http.check, with: { url: "http://127.0.0.2:8080/" } }',
    'viewer',
    '',
    'direct',
  ],
  ['each server', '{ uses: http.check, with: { url: "http://${{ server.host }}:8080/" } }', 'viewer', '', 'direct'],
  ['another host', '{ uses: http.check, with: { url: "https://elsewhere.example/" } }', 'admin', '', 'pull-request'],
  [
    'another host, made from a server',
    '{ uses: http.check, with: { url: "https://${{ server.name }}.elsewhere.example/" } }',
    'admin',
    '',
    'pull-request',
  ],
  ['the worker', '{ uses: http.check, with: { url: "http://127.0.0.1:7233/" } }', 'admin', '', 'refused'],
  [
    'the worker, where policy wants a pull request',
    '{ uses: http.check, with: { url: "http://127.0.0.1:7233/" } }',
    'admin',
    'reads: pull-request',
    'refused',
  ],
  [
    'the metadata of a cloud',
    '{ uses: http.check, with: { url: "http://169.254.169.254/latest/meta-data/" } }',
    'admin',
    '',
    'refused',
  ],
];

describe('reading without a pull request', () => {
  test.each(cases)('%s', (_, step, role, policy, kind, need) => {
    const answer = ask(step, role, policy);
    expect(answer.kind).toBe(kind);
    if (answer.kind === 'refused') expect(answer.need).toBe(need);
    if (answer.kind !== 'direct') expect(answer.because.fr).not.toBe(answer.because.en);
  });
});

import { parseDiagnosis } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { lintRunbook } from '../../runbook/lint-runbook.js';
import { findAction } from '../../actions/registry.js';
import { createCatalogPlanner } from '../catalog-planner.js';
import { explainFindings } from './explain-findings.js';
import { libraryCatalog, libraryDiagnoses, planFor, sampleInventory } from '../planner.fixture.js';
import type { Finding } from '../planner.js';

const finding = (uses: string, ok: boolean, outputs: Finding['outputs'], more: Partial<Finding> = {}): Finding => ({
  step: uses === 'system.health' || uses === 'system.disk' ? 'look' : 'look_1',
  uses,
  server: uses === 'http.check' ? 'controller' : 'web-01',
  ok,
  outputs: uses === 'service.status' ? { service: 'nginx', log: [], ...outputs } : outputs,
  summary: { en: 'what it showed', fr: 'ce qui a été vu' },
  ...more,
});
const told = (...findings: Finding[]): readonly string[] =>
  explainFindings(findings, ['nginx'], libraryDiagnoses).map(({ diagnosis, explained }) =>
    explained ? `(${diagnosis.metadata.name})` : diagnosis.metadata.name,
  );

describe('the diagnoses that come with chatops', () => {
  it.each<[string, Finding[], string[]]>([
    ['a stopped service', [finding('service.status', true, { state: 'failed' })], ['service-stopped']],
    [
      'stopped on one server, started on another: the start is no cause',
      [
        finding('service.status', true, { state: 'active', sinceSeconds: 300 }, { server: 'web-02' }),
        finding('service.status', true, { state: 'failed' }),
      ],
      ['service-stopped'],
    ],
    [
      'its port taken',
      [finding('service.status', true, { state: 'failed', log: ['bind() failed (98: Address already in use)'] })],
      ['port-taken'],
    ],
    [
      'killed for its memory',
      [finding('service.status', true, { state: 'failed', log: ['Failed with result oom-kill'] })],
      ['out-of-memory'],
    ],
    [
      'a start minutes ago',
      [finding('service.status', true, { state: 'active', sinceSeconds: 300 })],
      ['last-deployment'],
    ],
    ['a service that nobody could ask', [finding('service.status', false, {})], ['service-unreadable']],
    ['a full disk', [finding('system.disk', true, { disks: [{ usedPercent: 99 }] })], ['disk-full']],
    [
      'a certificate that is over',
      [finding('http.check', false, { tlsDaysLeft: -2, status: 200 })],
      ['certificate-over'],
    ],
    ['a certificate for three more days', [finding('http.check', true, { tlsDaysLeft: 3 })], ['certificate-soon']],
    ['no answer', [finding('http.check', false, { status: null })], ['no-answer']],
    [
      'no answer, since it is stopped',
      [finding('service.status', true, { state: 'inactive' }), finding('http.check', false, { status: 502 })],
      ['service-stopped', '(no-answer)'],
    ],
    ['a high load', [finding('system.health', false, { verdict: 'warning' })], ['server-strained']],
    ['a server in trouble', [finding('system.health', false, { verdict: 'critical' })], ['server-unwell']],
    ['a server that nobody could ask', [finding('system.health', false, {})], ['server-unreadable']],
    [
      'a failed unit',
      [finding('system.health', false, { verdict: 'warning', failedUnits: ['cron.service'] })],
      ['failed-unit'],
    ],
    [
      'no memory left',
      [finding('system.health', false, { verdict: 'critical', memory: { totalMiB: 4000, availableMiB: 40 } })],
      ['memory-short'],
    ],
    ['a replica that is behind', [finding('database.status', true, { lagSeconds: 300 })], ['replication-lag']],
    ['all well', [finding('service.status', true, { state: 'active', sinceSeconds: 99_999 })], []],
  ])('%s', (_name, findings, expected) => {
    expect(told(...findings)).toEqual(expected);
  });

  it('have names of their own', () => {
    const names = libraryDiagnoses.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

const team = parseDiagnosis(
  `apiVersion: chatops-commander/v1
kind: Diagnosis
metadata: { name: queue-long }
spec:
  order: 50
  look: { uses: database.status, each: service, software: [postgresql] }
  when: [{ output: waiting, atLeast: 10 }]
  cause: { en: "{service} has sessions waiting on {servers}.", fr: "{service} a des sessions en attente sur {servers}." }
  remedies: [{ runbook: show-logs }, { runbook: not-in-this-library }]
`,
  'runbooks/queue-long.yaml',
);

describe('a diagnosis that a team adds', () => {
  const knowsDatabases = createCatalogPlanner({
    findAction: (name) => (name === 'database.status' ? { effect: 'read', risk: 'low' } : findAction(name)),
  });
  const context = {
    text: 'la base est lente',
    thread: [],
    inventory: sampleInventory,
    catalog: libraryCatalog,
    diagnoses: [team],
    openProposals: [],
    findings: [],
    source: { issue: 1, requester: 'alice' },
  };

  it('adds its look where what it is about runs', async () => {
    const outcome = await knowsDatabases.plan(context);
    if (outcome.kind !== 'diagnose') throw new Error(outcome.kind);
    expect(outcome.steps.find(({ uses }) => uses === 'database.status')).toEqual({
      id: 'database_status_1',
      uses: 'database.status',
      with: { service: 'postgresql' },
      on: { servers: ['db-01'] },
    });
    const elsewhere = await knowsDatabases.plan({ ...context, text: 'le worker est lent' });
    expect(elsewhere.kind === 'diagnose' && elsewhere.steps.some(({ uses }) => uses === 'database.status')).toBe(false);
  });

  it('is not looked for with an action that this version lacks, or that does more than read', async () => {
    const without = await planFor('la base est lente', { diagnoses: [team] });
    const changes = { ...team, spec: { ...team.spec, look: { uses: 'service.restart', each: 'service' as const } } };
    const harmful = await planFor('la base est lente', { diagnoses: [changes] });
    for (const outcome of [without, harmful]) {
      if (outcome.kind !== 'diagnose') throw new Error(outcome.kind);
      expect(outcome.steps.every(({ uses }) => findAction(uses)?.effect === 'read')).toBe(true);
    }
  });

  it('tells its cause and proposes what the library has', async () => {
    const findings = [
      finding('database.status', true, { waiting: 12 }, { server: 'db-01', step: 'database_status_1' }),
    ];
    const outcome = await planFor('la base est lente', { diagnoses: [team], findings });
    expect(outcome).toMatchObject({
      kind: 'proposals',
      message: { fr: 'postgresql a des sessions en attente sur db-01.' },
      proposals: [{ template: 'runbooks/show-logs.yaml' }],
    });
  });

  it.each([
    ['an action that does not exist', 'database.staus', 'unknown-action'],
    ['an action that changes', 'service.restart', 'wrong-value'],
  ])('is refused by lint for %s', (_name, uses, code) => {
    const text = `kind: Diagnosis\n${toYaml({ ...team, spec: { ...team.spec, look: { uses } } })}`;
    const { ok, problems } = lintRunbook({ text, file: 'runbooks/x.yaml', as: 'library', findAction });
    expect([ok, problems[0]?.code]).toEqual([false, code]);
  });
});

/** JSON is YAML; the kind stands on a line of its own, as people write it. */
function toYaml({ kind: _, ...rest }: typeof team): string {
  return Object.entries(rest)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n');
}

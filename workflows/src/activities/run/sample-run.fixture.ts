import type { Intent } from '@chatops-commander/engine/execution/step-run';
import type { AuditEntry } from '@chatops-commander/engine/records/audit-entry';
import type { OutcomeKey, OutcomeRow, Outcomes } from '@chatops-commander/engine/records/outcomes';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { parseInventory, parsePolicy, parseRunbook } from '@chatops-commander/schemas';
import type { RunContext } from './run-contexts.js';

export const sampleRow: RunRow = {
  id: 'r-abc',
  repository: 'acme/ops',
  pull: 3,
  path: 'changes/x.yaml',
  blob: 'b'.repeat(40),
  mergeCommit: 'c'.repeat(40),
  requester: 'alice',
  approvers: ['bruno'],
  risk: 'low',
  inventoryDigest: 'i',
  policyDigest: 'p',
  issue: 2,
  language: 'en',
  servers: ['web-01'],
  title: 'X',
  registeredAt: '2026-01-01T00:00:00Z',
  attempt: 1,
  purpose: 'run',
  state: 'running',
  workflowId: 'run:r-abc:1',
  workflowRunId: 'w',
  startedAt: '2026-01-01T00:00:01Z',
  finishedAt: null,
  summary: null,
};

/** Workflow id of the sample run's first attempt. */
export const sampleHolder = 'run:r-abc:1';

/** The sample run with these steps, one YAML flow mapping each, on these servers. */
export function sampleContext(steps: readonly string[], servers: readonly string[] = ['web-01']): RunContext {
  const runbook = parseRunbook(
    `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: X }
spec:
  targets: { servers: [${servers.join(', ')}] }
  steps: [${steps.join(', ')}]
`,
    'changes/x.yaml',
  );
  const entries = servers.map(
    (server) => `  ${server}: { host: 127.0.0.1, user: deploy, key: "secret:k", environment: production }\n`,
  );
  const inventory = parseInventory(
    `apiVersion: chatops-commander/v1\nkind: Inventory\nservers:\n${entries.join('')}`,
    'inventory',
  );
  return {
    row: { ...sampleRow, servers },
    runbook,
    inventory,
    policy: parsePolicy(
      'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n',
      'policy',
    ),
    steps: new Map(numberSteps(runbook).map((one) => [one.id, one])),
  };
}

/** Outcomes in memory, with the rules of the real ones: the first intent and the first result stay. */
export function createMemoryOutcomes(locked: string = sampleHolder) {
  const rows = new Map<string, OutcomeRow>();
  const nameOf = (key: OutcomeKey) => [key.runId, key.stepId, key.server, key.attempt].join(' ');
  const outcomes: Outcomes = {
    async intent(key, intent, holder) {
      const there = rows.get(nameOf(key));
      if (there !== undefined) return { kind: 'exists', outcome: there };
      if (holder !== locked) return { kind: 'not-held', by: locked };
      rows.set(nameOf(key), { ...key, intent, startedAt: new Date().toISOString(), result: null, finishedAt: null });
      return { kind: 'recorded' };
    },
    async finish(key, result) {
      const there = rows.get(nameOf(key));
      if (there !== undefined && there.finishedAt !== null) return there;
      const row = { ...key, intent: there?.intent ?? null, startedAt: '', result, finishedAt: 'now' };
      rows.set(nameOf(key), row);
      return row;
    },
    find: async (key) => rows.get(nameOf(key)),
    async contacted(key) {
      const there = rows.get(nameOf(key));
      if (there?.intent) rows.set(nameOf(key), { ...there, intent: { ...there.intent, contacted: true } });
    },
    seenFrom: async ({ runId, server, own, only }) =>
      [...rows.values()].filter(
        (row) =>
          row.runId === runId &&
          row.finishedAt !== null &&
          ((row.server === server && own.includes(row.stepId)) || only.includes(row.stepId)),
      ),
    ofRun: async (runId) => [...rows.values()].filter((row) => row.runId === runId),
  };
  return { outcomes, rows };
}

/** Audit entries in memory; one key is recorded once. */
export function createMemoryAudit() {
  const entries: (AuditEntry & { readonly key?: string })[] = [];
  return {
    entries,
    async append(entry: AuditEntry & { readonly key?: string }) {
      if (entry.key === undefined || entries.every((one) => one.key !== entry.key)) entries.push(entry);
      return { seq: entries.length, hash: '' };
    },
  };
}

export const sampleIntent: Intent = { before: {}, undo: { kind: 'impossible', because: { en: 'no', fr: 'non' } } };

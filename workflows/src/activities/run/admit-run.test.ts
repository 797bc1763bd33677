import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { parseInventory, parsePolicy, parseRunbook } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { createGateActivities, type GateDeps } from './admit-run.js';
import { NotTheApprovedBytes } from './run-contexts.js';

const runbook = parseRunbook(
  `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: X }
spec:
  targets: { servers: [web-01] }
  steps:
    - { uses: system.disk }
`,
  'changes/x.yaml',
);
const inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 127.0.0.1, user: deploy, key: "secret:k", environment: production }
`,
  'inventory',
);
const policy = parsePolicy(
  'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n',
  'policy',
);
const row: RunRow = {
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
  state: 'registered',
  workflowId: null,
  workflowRunId: null,
  startedAt: null,
  finishedAt: null,
  summary: null,
};
const { repository, pull, path, blob, mergeCommit } = row;
const input = { repository, pull, path, blob, mergeCommit };

function gate(changes: Partial<GateDeps> = {}, steps = numberSteps(runbook)) {
  const audited: string[] = [];
  const finished: unknown[] = [];
  const deps: GateDeps = {
    runs: {
      runsOfPull: async () => [row],
      claim: async () => ({ kind: 'claimed', again: false, run: row }),
      setState: async () => ({ kind: 'set' }),
      async finish(end) {
        finished.push(end);
        return { kind: 'set' };
      },
    },
    contexts: {
      of: async () => ({ row, runbook, inventory, policy, steps: new Map(steps.map((one) => [one.id, one])) }),
    },
    judge: async () => undefined,
    policyInForce: async () => policy,
    audit: {
      async append({ kind }) {
        audited.push(kind);
        return { seq: 1, hash: '' };
      },
    },
    ...changes,
  };
  return { activities: createGateActivities(deps), audited, finished };
}

describe('admitRun', () => {
  const no = async () => ({ en: 'no', fr: 'non' });
  it('ends the attempt that its own workflow may not start, so that nobody starts it for ever', async () => {
    const { activities, finished } = gate({ judge: no });
    await activities.admitRun(input, 'run:r-abc:1', 'w');
    expect(finished).toMatchObject([{ runId: 'r-abc', attempt: 1, state: 'refused', summary: { because: 'no' } }]);
  });

  it.each([
    ['to another workflow', row, 'anything'],
    ['when it is under way', { ...row, startedAt: '2026-01-01T00:00:01Z' }, 'run:r-abc:1'],
  ])('leaves the attempt as it is, refused %s', async (_case, found, workflowId) => {
    const finished: unknown[] = [];
    const { activities } = gate({
      judge: no,
      runs: {
        runsOfPull: async () => [found],
        claim: async () => ({ kind: 'owned', workflowId: 'other', workflowRunId: null }),
        setState: async () => ({ kind: 'set' }),
        async finish(end) {
          finished.push(end);
          return { kind: 'set' };
        },
      },
    });
    expect(await activities.admitRun(input, workflowId, 'w')).toMatchObject({ kind: 'refused' });
    expect(finished).toEqual([]);
  });

  it('admits the run of an approved merge under its own workflow id', async () => {
    const { activities, audited } = gate();
    const admission = await activities.admitRun(input, 'run:r-abc:1', 'w');
    expect(admission).toMatchObject({ kind: 'admitted', plan: { runId: 'r-abc', servers: ['web-01'] } });
    expect(audited).toEqual(['run.admitted']);
  });

  it.each<[string, Parameters<typeof gate>[0], object, string]>([
    ['a path that is not on record', {}, { path: 'changes/other.yaml' }, 'run:r-abc:1'],
    ['a blob that is not on record', {}, { blob: 'd'.repeat(40) }, 'run:r-abc:1'],
    ['another merge commit', {}, { mergeCommit: 'd'.repeat(40) }, 'run:r-abc:1'],
    ['true references under a made-up workflow id', {}, {}, 'anything'],
    ['an attempt that nobody asked for', {}, {}, 'run:r-abc:2'],
    ['a decision that is no run any more', { judge: async () => ({ en: 'no', fr: 'non' }) }, {}, 'run:r-abc:1'],
    [
      'a run that another workflow took',
      {
        runs: {
          runsOfPull: async () => [row],
          claim: async () => ({ kind: 'owned', workflowId: 'other', workflowRunId: null }),
          setState: async () => ({ kind: 'set' }),
          finish: async () => ({ kind: 'set' }),
        },
      },
      {},
      'run:r-abc:1',
    ],
    [
      'bytes that are not those approved',
      {
        contexts: {
          of: async () => {
            throw new NotTheApprovedBytes('r-abc', blob, 'd'.repeat(40));
          },
        },
      },
      {},
      'run:r-abc:1',
    ],
  ])('refuses %s', async (_name, changes, other, workflowId) => {
    const { activities, audited } = gate(changes);
    const admission = await activities.admitRun({ ...input, ...other }, workflowId, 'w');
    expect(admission.kind).toBe('refused');
    expect(audited).toEqual(['run.refused']);
  });

  it('refuses a runbook without steps', async () => {
    const admission = await gate({}, []).activities.admitRun(input, 'run:r-abc:1', 'w');
    expect(admission).toMatchObject({ kind: 'refused', because: { en: expect.stringContaining('no steps') } });
  });
});

describe('resumeRun', () => {
  const claimed: RunRow = { ...row, state: 'running', workflowId: 'run:r-abc:1', workflowRunId: 'first' };
  const resume = (found: RunRow, workflowId = 'run:r-abc:1', first = 'first') =>
    gate({ runs: { ...gateRuns, runsOfPull: async () => [found] } }).activities.resumeRun(input, workflowId, first);
  const unused = () => Promise.reject(new Error('not part of resuming'));
  const gateRuns: GateDeps['runs'] = { runsOfPull: unused, claim: unused, setState: unused, finish: unused };

  it('makes the plan anew for the chain that was admitted, and judges nothing again', async () => {
    expect(await resume(claimed)).toMatchObject({ kind: 'admitted', plan: { runId: 'r-abc', batches: [['web-01']] } });
  });

  it.each<[string, RunRow, string?, string?]>([
    ['another workflow', claimed, 'run:r-abc:2'],
    ['the same id, begun by somebody else', claimed, 'run:r-abc:1', 'forged'],
    ['a run that nobody claimed', row],
    ['a run that is over', { ...claimed, finishedAt: '2026-01-01T00:00:00Z' }],
    ['other content', { ...claimed, blob: 'd'.repeat(40) }],
  ])('refuses %s', async (_case, found, workflowId, first) => {
    expect(await resume(found, workflowId, first)).toMatchObject({ kind: 'refused' });
  });
});

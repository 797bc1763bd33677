import type { Outputs } from '@chatops-commander/engine/actions/action';
import { type Inventory, parsePolicy } from '@chatops-commander/schemas';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { sampleRow } from '../run/sample-run.fixture.js';
import { createGuardedPreflight, type GuardDeps } from './guarded-preflight.js';

const policy = parsePolicy(
  'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\nlimits: { previewAge: 1h }\n',
  'policy.yaml',
);
const server = { host: '10.0.0.1', user: 'deploy', key: 'secret:ssh', environment: 'production' };
const inventory: Inventory = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: { 'web-01': server },
  services: { site: { on: { servers: ['web-01'] }, manager: 'systemd' } },
};
const runbook = `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: x, title: x }
spec:
  targets: { servers: [web-01] }
  steps:
    - { id: again, uses: service.restart, with: { service: site } }
    - { id: free, uses: shell.run, with: { argv: ["true"] } }
`;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function preflight(given: {
  readonly reviewed?: Outputs;
  readonly now: Outputs;
  readonly age?: number;
  readonly attempt?: number;
  readonly away?: string;
  readonly gitHubAway?: boolean;
}) {
  const looked: string[] = [];
  const published: string[] = [];
  const taken = {
    repository: sampleRow.repository,
    pull: sampleRow.pull,
    head: 'a'.repeat(40),
    path: sampleRow.path,
    blob: sampleRow.blob,
    takenAt: minutesAgo(given.age ?? 5),
    guards: given.reviewed === undefined ? [] : [{ server: 'web-01', step: 'again', facts: given.reviewed }],
  };
  const client = {
    botLogin: 'ops[bot]',
    comments: {
      commentsOf: async () => [],
      addComment: async (_issue: number, body: string) => {
        published.push(body);
        return { id: 1, url: 'u' };
      },
    },
  };
  const check = createGuardedPreflight({
    preflight: async () =>
      given.away !== undefined
        ? [{ server: given.away, step: 'preflight', because: { en: 'away', fr: 'absent' } }]
        : [],
    records: {
      runs: { get: async () => ({ ...sampleRow, attempt: given.attempt ?? 1 }) },
      previews: { ofBlob: async () => taken },
    },
    github: {
      async of() {
        if (given.gitHubAway === true) throw new Error('away');
        return client;
      },
    },
    readBlob: async () => Buffer.from(runbook),
    warn: () => {},
    runner: {
      readFacts: async () => ({}),
      preview: async ({ stepId }: { stepId: string }) => {
        looked.push(stepId);
        return stepId === 'again'
          ? { kind: 'looked', before: given.now, guard: given.now, files: [] }
          : { kind: 'not-simulated', because: { en: 'no', fr: 'non' } };
      },
    },
    config: { inForce: async () => ({ policy }), inventoryOf: async () => inventory },
    carrier: { expectedBy: async (_run: unknown, reviewed: unknown) => reviewed, noteBefore: async () => undefined },
    backupRoom: async () => undefined,
    // stands for the parts that a preflight reaches, each as little as it needs
  } as unknown as GuardDeps);
  const trouble: Awaited<ReturnType<typeof check>> = await new MockActivityEnvironment().run(check, sampleRow.id, [
    'web-01',
  ]);
  return { trouble, looked, published };
}

describe('what the review saw', () => {
  it.each([
    ['is so: the run goes on', { reviewed: { running: true }, now: { running: true } }, []],
    [
      'is not so: the run stops with the difference',
      { reviewed: { running: true }, now: { running: false } },
      ['again'],
    ],
    ['was nothing that counts', { now: { running: false } }, []],
    ['does not bind a further attempt', { reviewed: { running: true }, now: { running: false }, attempt: 2 }, []],
    [
      'comes after what is out of reach',
      { reviewed: { running: true }, now: { running: false }, away: 'web-01' },
      ['preflight'],
    ],
    [
      'does not wait for GitHub to be shown',
      { reviewed: { running: true }, now: { running: true }, age: 600, gitHubAway: true },
      [],
    ],
    [
      'binds the servers that answer, whatever the others do',
      { reviewed: { running: true }, now: { running: false }, away: 'web-02' },
      ['preflight', 'again'],
    ],
    ['binds however old it is', { reviewed: { running: true }, now: { running: false }, age: 600 }, ['again']],
  ])('%s', async (_name, given, steps) => {
    const { trouble } = await preflight(given);
    expect(trouble.map(({ step }) => step)).toEqual(steps);
    for (const { step, changed } of trouble) expect(changed === true).toBe(step === 'again');
  });

  it('is looked at only where it counts', async () => {
    const { looked, published } = await preflight({ reviewed: { running: true }, now: { running: true } });
    expect(looked).toEqual(['again']);
    expect(published).toEqual([]);
  });

  it('is taken anew, whole, and shown when it is older than the policy lets it', async () => {
    const { looked, published } = await preflight({ reviewed: { running: true }, now: { running: true }, age: 61 });
    expect(looked).toEqual(['again', 'free']);
    expect(published.join('\n')).toContain('taken again before the run');
  });
});

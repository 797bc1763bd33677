import type { Policy } from '@chatops-commander/schemas';
import type { ChangeFacts, ChangeFile, MergeFacts, ReviewFact } from './change-facts.js';
import type { FleetServer } from './reach.js';

/** A small team for tests: alice asks, bruno and chloe operate, diane and ed administer, victor only looks. */
export const samplePolicy: Policy = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Policy',
  roles: {
    viewer: { users: ['victor'] },
    operator: { users: ['alice', 'bruno', 'chloe'] },
    admin: { users: ['diane', 'ed'] },
  },
};

export const HEAD = 'a'.repeat(40);
export const BLOB = 'b'.repeat(40);
export const PATH = 'changes/site-restart.yaml';

export function sampleServer(name: string, over: Partial<FleetServer> = {}): FleetServer {
  return { name, environment: 'production', tags: { role: 'web' }, owners: [], ...over };
}

/** A runbook added under changes/: medium, asked for by alice. */
export function sampleChange(over: Partial<ChangeFile> = {}): ChangeFile {
  return {
    path: PATH,
    blob: BLOB,
    lint: 'ok',
    risk: 'medium',
    environments: ['production'],
    requester: 'alice',
    servers: [sampleServer('web-01')],
    alters: ['web-01'],
    actions: ['service.restart'],
    ...over,
  };
}

/** An approval of HEAD by bruno, an operator, unless said otherwise. */
export function sampleReview(over: Partial<ReviewFact> = {}): ReviewFact {
  return {
    id: 1,
    login: 'bruno',
    state: 'approved',
    commit: HEAD,
    submittedAt: '2026-01-10T10:00:00Z',
    role: 'operator',
    isBot: false,
    ...over,
  };
}

/** A merge of what was reviewed, by victor, whose merge approves nothing. */
export function sampleMerge(over: Partial<MergeFacts> = {}): MergeFacts {
  return {
    commit: 'c'.repeat(40),
    mergedAt: '2026-01-10T11:00:00Z',
    mergedBy: { login: 'victor', role: 'viewer', isBot: false },
    blobs: { [PATH]: BLOB },
    ...over,
  };
}

/** An open pull request of ours that adds `changes`, one medium runbook for alice unless said otherwise. */
export function sampleFacts(over: Partial<ChangeFacts> = {}): ChangeFacts {
  const changes = over.changes ?? [sampleChange()];
  return {
    repository: 'acme/ops',
    pull: 7,
    state: 'open',
    draft: false,
    base: 'main',
    defaultBranch: 'main',
    head: HEAD,
    fromFork: false,
    author: { login: 'chatops-commander[bot]', isBot: true },
    ours: true,
    committers: ['chatops-commander[bot]', 'chatops-commander[bot]'],
    pushers: ['chatops-commander[bot]'],
    files: changes.map(({ path, blob }) => ({ path, blob, status: 'added' })),
    reviews: [],
    merge: undefined,
    runs: [],
    confirmed: [],
    emergencies: [],
    fleet: [sampleServer('web-01'), sampleServer('web-02'), sampleServer('db-01', { tags: { role: 'db' } })],
    openedAt: '2026-01-10T09:00:00Z',
    notices: [],
    readOnly: false,
    now: '2026-01-10T12:00:00Z',
    installedAt: '2026-01-01T00:00:00Z',
    ...over,
    changes,
  };
}

/** The same pull request, merged an hour ago as it was at its head. */
export function mergedFacts(over: Partial<ChangeFacts> = {}): ChangeFacts {
  const facts = sampleFacts(over);
  const blobs = Object.fromEntries(facts.files.map(({ path, blob }) => [path, blob]));
  return { ...facts, state: 'merged', merge: over.merge ?? sampleMerge({ blobs }) };
}

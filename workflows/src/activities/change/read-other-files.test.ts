import { parseInventory, parsePolicy } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { readOtherFiles } from './read-other-files.js';

const policy = 'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n';
const inventory = `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.0.0.1, user: deploy, key: "secret:ssh", environment: production }
`;
const runbook = (assert: string) => `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: look, title: Look }
spec:
  steps:
    - { id: disk, uses: system.disk${assert} }
`;
const texts: Readonly<Record<string, string>> = {
  policy,
  'policy-open': policy.replace('[chloe]', '[chloe, mallory]'),
  'policy-idle': `${policy}environments: { prod: { approvals: 2 } }\n`,
  'inventory-moved': inventory.replace('10.0.0.1', '10.6.6.6'),
  bad: 'roles: everybody\n',
  checked: runbook(', assert: "true"'),
  unchecked: runbook(''),
};
const contents = {
  readBlob: async (blob: string) => Buffer.from(texts[blob] ?? ''),
  blobAt: async () => 'checked',
};
const config = { policy: parsePolicy(policy, 'policy'), inventory: parseInventory(inventory, 'inventory') };
const read = (path: string, blob: string | undefined, status: 'added' | 'modified' = 'modified') =>
  readOtherFiles([{ path, status, blob }], 'main', contents, config);

describe('errors', () => {
  it.each([
    ['a policy that parses', '.chatops/policy.yaml', 'policy', []],
    ['a policy that does not', '.chatops/policy.yaml', 'bad', ['.chatops/policy.yaml']],
    ['a policy in the place of the inventory', '.chatops/inventory.yaml', 'policy', ['.chatops/inventory.yaml']],
    ['a removed policy', '.chatops/policy.yaml', undefined, []],
    ['a library runbook that does not parse', 'runbooks/look.yaml', 'bad', ['runbooks/look.yaml']],
    ['another file', 'README.md', 'bad', []],
  ])('%s', async (_case, path, blob, expected) => {
    const found = (await read(path, blob)).filter(({ problems }) => problems.length > 0);
    expect(found.map((one) => one.path)).toEqual(expected);
    for (const { problems } of found)
      expect(problems[0]).toMatchObject({ severity: 'error', line: expect.any(Number) });
  });
});

describe('what it would loosen', () => {
  it.each([
    ['the same policy', '.chatops/policy.yaml', 'policy', 'modified', []],
    ['one more admin', '.chatops/policy.yaml', 'policy-open', 'modified', ['the role admin for `mallory`']],
    ['a server put elsewhere', '.chatops/inventory.yaml', 'inventory-moved', 'modified', ['`web-01`: another host']],
    ['a library runbook that no longer checks', 'runbooks/look.yaml', 'unchecked', 'modified', ['checks 1 → 0']],
    ['a new library runbook', 'runbooks/look.yaml', 'unchecked', 'added', []],
  ] as const)('%s', async (_case, path, blob, status, expected) => {
    const found = await read(path, blob, status);
    expect(found.flatMap(({ loosens }) => loosens.map(({ en }) => en))).toEqual(expected);
  });
});

it('names what would hold for nothing', async () => {
  const [file] = await read('.chatops/policy.yaml', 'policy-idle');
  expect(file?.idle.map(({ en }) => en)).toEqual([expect.stringContaining('no server is in the environment `prod`')]);
});

import { expect, it } from 'vitest';
import { readConfigProblems } from './read-config-problems.js';

const policy = 'apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n';
const texts: Readonly<Record<string, string>> = { good: policy, bad: 'roles: everybody\n' };
const contents = { readBlob: async (blob: string) => Buffer.from(texts[blob] ?? '') };

it.each([
  ['a policy that parses', '.chatops/policy.yaml', 'good', []],
  ['a policy that does not', '.chatops/policy.yaml', 'bad', ['.chatops/policy.yaml']],
  ['a policy in the place of the inventory', '.chatops/inventory.yaml', 'good', ['.chatops/inventory.yaml']],
  ['a removed policy', '.chatops/policy.yaml', undefined, []],
  ['another file', 'README.md', 'bad', []],
])('%s', async (_case, path, blob, expected) => {
  const found = await readConfigProblems([{ path, status: 'modified', blob }], contents);
  expect(found.map((one) => one.path)).toEqual(expected);
  for (const { problems } of found) expect(problems[0]).toMatchObject({ severity: 'error', line: expect.any(Number) });
});

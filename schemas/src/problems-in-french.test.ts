import { expect, test } from 'vitest';
import { describedInFrench } from './descriptions-in-french.js';
import { InvalidFile } from './invalid-file.js';
import { loadSchema } from './load-schema.js';
import { parseInventory } from './parse-inventory.js';
import { parsePolicy } from './parse-policy.js';
import { parseRunbook } from './parse-runbook.js';
import type { Problem } from './problem.js';

/** Descriptions of what has a form, or must be there: those become the way out of a mistake. */
function* waysOut(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const item of node) yield* waysOut(item);
  if (typeof node !== 'object' || node === null) return;
  const schema = new Map<string, unknown>(Object.entries(node));
  const description = schema.get('description');
  const hasForm = ['pattern', 'anyOf', 'oneOf', 'propertyNames'].some((key) => schema.has(key));
  if (hasForm && typeof description === 'string') yield description;
  const [properties, required] = [schema.get('properties'), schema.get('required')];
  if (Array.isArray(required) && typeof properties === 'object' && properties !== null)
    for (const key of required) {
      const said: unknown = new Map<string, { description?: unknown }>(Object.entries(properties)).get(
        String(key),
      )?.description;
      if (typeof said === 'string') yield said;
    }
  for (const value of schema.values()) yield* waysOut(value);
}

test.each(['inventory', 'policy', 'runbook', 'diagnosis'] as const)(
  'what %s says of its values is there in French',
  (name) => {
    const without = [...new Set(waysOut(loadSchema(name)))].filter((text) => describedInFrench(text) === undefined);
    expect(without).toEqual([]);
  },
);

const runbook = (spec: string) =>
  `apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: x, title: x }\nspec:\n${spec}`;
const policy = (rest: string) =>
  `apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [chloe] } }\n${rest}`;
const inventory = (rest: string) => `apiVersion: chatops-commander/v1\nkind: Inventory\n${rest}`;
const server = '{ host: h, user: u, key: "secret:k", environment: test, jump: b }';

test.each<[string, (text: string, file: string) => unknown, string]>([
  ['nothing', parseRunbook, ''],
  ['a tab', parseRunbook, 'a:\n\tb: 1'],
  ['a bracket that stays open', parseRunbook, 'a: [1, 2'],
  ['a hidden character', parseRunbook, 'a: b\u200b'],
  ['a key twice', parseRunbook, 'a: 1\na: 2'],
  ['a tag', parseRunbook, 'a: !!binary x'],
  ['an unknown key', parseRunbook, runbook('  steps: []\n  zzz: 1')],
  ['a missing key', parseRunbook, runbook('  steps: [{ name: x }]')],
  ['a wrong type', parseRunbook, runbook('  steps: 3')],
  ['no value', parseRunbook, runbook('  steps: [{ uses: a.b, backup: }]')],
  ['a wrong value', parseRunbook, runbook('  onFailure: never\n  steps: []')],
  ['a wrong form', parseRunbook, runbook('  steps: [{ uses: a.b, timeout: 3 min }]')],
  ['out of bounds', parseRunbook, runbook('  steps: [{ uses: a.b, retry: { attempts: 0 } }]')],
  ['none of the alternatives', parseRunbook, runbook('  strategy: { batch: true }\n  steps: []')],
  ['a bad name', parseRunbook, runbook('  inputs: { Service: { type: string } }\n  steps: []')],
  ['the same twice', parseRunbook, runbook('  targets: { servers: [a, a] }\n  steps: []')],
  ['too many admins', parsePolicy, policy('approvals: { high: { count: 1, admins: 2 } }')],
  [
    'a freeze of no zone',
    parsePolicy,
    policy('freezes: [{ name: f, from: "0 1 * * *", until: "0 2 * * *", timeZone: Mars }]'),
  ],
  ['an unknown jump host', parseInventory, inventory(`servers: { a: ${server} }`)],
  ['jump hosts in a circle', parseInventory, inventory(`servers: { a: ${server}, b: ${server} }`)],
])('%s is said in both languages', (_case, parse, text) => {
  let problems: readonly Problem[] = [];
  try {
    parse(text, 'x.yaml');
  } catch (error) {
    if (!(error instanceof InvalidFile)) throw error;
    problems = error.problems;
  }
  expect(problems.length).toBeGreaterThan(0);
  for (const { message, hint, fr } of problems) {
    expect(fr.message).not.toBe(message);
    if (hint !== '') expect(fr.hint).not.toBe(hint);
  }
});

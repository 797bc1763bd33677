import type { Policy } from '@chatops-commander/schemas';
import { expect, test } from 'vitest';
import { actions, findAction } from '../actions/registry.js';
import { sampleInventory } from '../report/sample-plan.fixture.js';
import { samplePolicy } from './change-facts.fixture.js';
import { idleRules } from './idle-rules.js';

const known = { findAction, actionNames: actions.map(({ name }) => name) };
const rule = (when: NonNullable<Policy['rules']>[number]['when']): Partial<Policy> => ({
  rules: [{ name: 'broad', when, require: { admins: 1 } }],
});
const freeze = (environments?: string[]): Partial<Policy> => ({
  freezes: [
    {
      name: 'weekend',
      from: '0 18 * * FRI',
      until: '0 8 * * MON',
      timeZone: 'UTC',
      ...(environments && { environments }),
    },
  ],
});

test.each<[name: string, policy: Partial<Policy>, expected: readonly (string | RegExp)[]]>([
  ['nothing said', {}, []],
  ['an environment that there is', rule({ environments: ['production'] }), []],
  [
    'a slip in an environment',
    rule({ environments: ['prodution'] }),
    ['the rule `broad`: no server is in the environment `prodution`; did you mean `production`?'],
  ],
  ['tags that a server has', rule({ tags: { role: 'db' } }), []],
  [
    'tags that no server has',
    rule({ tags: { role: 'cache' } }),
    ['the rule `broad`: no server has the tags `role: cache`'],
  ],
  ['an action', rule({ actions: ['service.stop'] }), []],
  [
    'a slip in an action',
    rule({ actions: ['service.stopp'] }),
    ['the rule `broad`: there is no action `service.stopp`; did you mean `service.stop`?'],
  ],
  ['a family', rule({ actions: ['service.*'] }), []],
  [
    'a family that there is none of',
    rule({ actions: ['sevrice.*'] }),
    [/^the rule `broad`: there is no action `sevrice\.\*`/],
  ],
  ['a freeze of everything', freeze(), []],
  [
    'a slip in a freeze',
    freeze(['produktion']),
    [/^the freeze `weekend`: no server is in the environment `produktion`/],
  ],
  [
    'a slip in what an environment asks',
    { environments: { prod: { approvals: 2 } } },
    [/^no server is in the environment `prod`/],
  ],
])('%s', (_name, policy, expected) => {
  const said = idleRules({ ...samplePolicy, ...policy }, sampleInventory, known).map(({ en }) => en);
  expect(said).toHaveLength(expected.length);
  for (const [at, one] of expected.entries())
    expect(said[at]).toEqual(typeof one === 'string' ? one : expect.stringMatching(one));
});

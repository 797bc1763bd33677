import { describe, expect, test } from 'vitest';
import {
  sampleChange,
  sampleFacts,
  sampleMerge,
  samplePolicy,
  sampleReview,
  sampleServer,
} from './change-facts.fixture.js';
import type { ChangeFacts, ChangeFile } from './change-facts.js';
import { countApprovals } from './count-approvals.js';
import { ownerGroups, ownerTeams } from './owner-groups.js';
import { requiredApprovals } from './required-approvals.js';

const web = sampleServer('web-01', { owners: ['@acme/web'] });
const web2 = sampleServer('web-02', { owners: ['@ACME/web'] });
const db = sampleServer('db-01', { owners: ['@dora', '@acme/data'] });
const free = sampleServer('misc-01');
const altering = (...servers: ChangeFile['servers']) =>
  sampleChange({ servers, alters: servers.map(({ name }) => name) });
const review = (login: string, over: object = {}) =>
  sampleReview({ login, id: login.length, role: undefined, ...over });

describe('the groups of a change', () => {
  test.each<[name: string, change: ChangeFile, groups: readonly (readonly string[])[]]>([
    ['one per owners', altering(web, db), [['web-01'], ['db-01']]],
    ['servers of the same owners are one', altering(web, web2), [['web-01', 'web-02']]],
    ['servers without owners are none', altering(free), []],
    ['servers that are only read are none', sampleChange({ servers: [web, db], alters: ['db-01'] }), [['db-01']]],
  ])('%s', (_name, change, groups) => {
    expect(ownerGroups(change, samplePolicy).map(({ servers }) => servers)).toEqual(groups);
  });

  test('none where the policy only names owners', () => {
    expect(ownerGroups(altering(web), { ...samplePolicy, owners: 'named' })).toEqual([]);
  });

  test('teams are those whose members have to be read', () => {
    expect(ownerTeams(ownerGroups(altering(web, db), samplePolicy))).toEqual(['acme/web', 'acme/data']);
  });
});

describe('each group needs one of its owners', () => {
  const operator = sampleReview({ login: 'bruno' });
  const owner = review('wilma', { teams: ['acme/web'] });
  const high = { ...altering(web), risk: 'high' as const };
  test.each<[name: string, change: ChangeFile, facts: Partial<ChangeFacts>, missing: readonly RegExp[]]>([
    [
      'an operator alone is not enough',
      altering(web),
      { reviews: [operator] },
      [/^an approval from an owner of web-01/],
    ],
    ['an owner alone is not enough', altering(web), { reviews: [owner] }, [/^one more approval from an operator/]],
    ['both are', altering(web), { reviews: [operator, owner] }, []],
    [
      'an operator who is an owner is both',
      altering(web),
      { reviews: [sampleReview({ login: 'bruno', teams: ['acme/web'] })] },
      [],
    ],
    [
      'a member of another team is no owner',
      altering(web),
      { reviews: [operator, review('x', { teams: ['acme/data'] })] },
      [/owner of web-01/],
    ],
    ['an owner by name, in other letters', altering(db), { reviews: [operator, review('Dora')] }, []],
    [
      'a look-alike of an owner is none',
      altering(db),
      { reviews: [operator, review('d\u{f6}ra')] },
      [/owner of db-01/],
    ],
    [
      'two groups need two owners',
      altering(web, db),
      { reviews: [operator, owner] },
      [/^an approval from an owner of db-01: dora or acme\/data$/],
    ],
    [
      'one who owns both answers for both',
      altering(web, db),
      { reviews: [operator, review('dora', { teams: ['acme/web'] })] },
      [],
    ],
    [
      'an owner of an earlier head is not heard',
      altering(web),
      { reviews: [operator, { ...owner, commit: 'd'.repeat(40) }] },
      [/owner of web-01/],
    ],
    [
      'an owner who asked is not heard where another must',
      high,
      { requester: 'wilma', reviews: [operator, owner] },
      [/owner of web-01 who is not wilma/],
    ],
    [
      'an owner who wrote a commit is not heard where another must',
      high,
      { committers: ['wilma'], reviews: [operator, owner] },
      [/owner of web-01/],
    ],
    [
      'an owner who asked is heard where they may',
      altering(web),
      { requester: 'wilma', reviews: [operator, owner] },
      [],
    ],
    ['a bot is no owner', altering(db), { reviews: [operator, review('dora', { isBot: true })] }, [/owner of db-01/]],
    [
      'an owner who merges is heard',
      altering(web),
      {
        reviews: [operator],
        merge: sampleMerge({ mergedBy: { login: 'wilma', role: undefined, teams: ['acme/web'], isBot: false } }),
      },
      [],
    ],
    [
      'an owner may object',
      altering(web),
      { reviews: [operator, owner, review('w2', { teams: ['acme/web'], state: 'changes_requested' })] },
      [/w2 asked for changes/],
    ],
  ])('%s', (_name, change, facts, missing) => {
    const all = sampleFacts({ changes: [change], ...facts });
    const required = requiredApprovals([change], [], samplePolicy);
    const said = countApprovals(all, required, samplePolicy).missing.map(({ en }) => en);
    expect(said).toHaveLength(missing.length);
    for (const [index, pattern] of missing.entries()) expect(said[index]).toMatch(pattern);
  });

  test('an owner without a role is named with what they answer for, and counts nowhere else', () => {
    const change = altering(web);
    const count = countApprovals(
      sampleFacts({ changes: [change], reviews: [owner] }),
      requiredApprovals([change], [], samplePolicy),
      samplePolicy,
    );
    expect(count.approvers).toEqual([
      { login: 'wilma', role: undefined, by: 'review', review: 5, asOwnerOf: ['web-01'] },
    ]);
    expect(count.rejected).toEqual([]);
  });
});

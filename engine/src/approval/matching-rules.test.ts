import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { sampleChange, samplePolicy, sampleServer } from './change-facts.fixture.js';
import type { ChangeFile } from './change-facts.js';
import type { Rule } from './matching-rules.js';
import { requiredApprovals } from './required-approvals.js';

const web = (number: number) => sampleServer(`web-0${number}`);
const staging = sampleServer('stage-01', { environment: 'staging' });
const database = sampleServer('db-01', { tags: { role: 'db', tier: 'gold' } });
const fleet = [web(1), web(2), web(3), web(4), web(5), staging, database];
const needsAdmin = (when: Rule['when']): Policy => ({
  ...samplePolicy,
  rules: [{ name: 'rule', when, require: { admins: 1 } }],
});
const on = (...servers: ChangeFile['servers']) => sampleChange({ servers, alters: servers.map(({ name }) => name) });

describe('a rule holds', () => {
  test.each<[name: string, when: Rule['when'], files: readonly ChangeFile[], holds: boolean]>([
    ['at its risk', { risk: 'medium' }, [on(web(1))], true],
    ['above its risk', { risk: 'low' }, [on(web(1))], true],
    ['not below its risk', { risk: 'high' }, [on(web(1))], false],
    ['in its environment', { environments: ['staging'] }, [on(web(1), staging)], true],
    ['not in another one', { environments: ['staging'] }, [on(web(1))], false],
    ['with all of its tags', { tags: { role: 'db', tier: 'gold' } }, [on(database)], true],
    ['not with some of its tags', { tags: { role: 'db', tier: 'silver' } }, [on(database)], false],
    ['not with a tag that every object has', { tags: { constructor: 'x' } }, [on(database)], false],
    ['on one server that has both', { environments: ['production'], tags: { role: 'db' } }, [on(database)], true],
    [
      'not on two that have one each',
      { environments: ['staging'], tags: { role: 'db' } },
      [on(staging, database)],
      false,
    ],
    ['for its action', { actions: ['service.restart'] }, [on(web(1))], true],
    ['for the family of an action', { actions: ['service.*'] }, [on(web(1))], true],
    ['not for an action that only begins alike', { actions: ['service.re'] }, [on(web(1))], false],
    ['not for another family', { actions: ['serv.*', 'database.*'] }, [on(web(1))], false],
    ['where all of it holds', { risk: 'medium', actions: ['service.*'], tags: { role: 'web' } }, [on(web(1))], true],
    ['not where a part does not', { risk: 'high', actions: ['service.*'], tags: { role: 'web' } }, [on(web(1))], false],
    ['above so many servers', { moreThan: { servers: 1 } }, [on(web(1), web(2))], true],
    ['not at so many servers', { moreThan: { servers: 2 } }, [on(web(1), web(2))], false],
    ['above a share', { tags: { role: 'web' }, moreThan: { percent: 20 } }, [on(web(1), web(2))], true],
    ['not at a share', { tags: { role: 'web' }, moreThan: { percent: 20 } }, [on(web(1))], false],
    [
      'above a share of what it names only',
      { environments: ['staging'], moreThan: { percent: 50 } },
      [on(staging)],
      true,
    ],
    [
      'above a share that the files reach together',
      { tags: { role: 'web' }, moreThan: { percent: 20 } },
      [on(web(1)), on(web(2))],
      true,
    ],
    [
      'not above a share that files reach on the same servers',
      { tags: { role: 'web' }, moreThan: { percent: 20 } },
      [on(web(1)), on(web(1))],
      false,
    ],
    ['above any share of what the fleet does not count', { moreThan: { percent: 99 } }, [on(...fleet)], true],
  ])('%s', (_name, when, files, holds) => {
    const required = requiredApprovals(files, fleet, needsAdmin(when));
    expect(required).toMatchObject({ admins: holds ? 1 : 0, rules: holds ? ['rule'] : [] });
  });
});

describe('a rule can only ask for more', () => {
  test.each<[name: string, require: Rule['require'], expected: object]>([
    ['people', { count: 3 }, { count: 3, role: 'operator', admins: 0 }],
    ['not fewer people', { count: 1 }, { count: 2 }],
    ['a higher role', { role: 'admin' }, { count: 2, role: 'admin' }],
    ['not a lower role', { role: 'viewer' }, { role: 'operator' }],
    ['admins, as many people at least', { admins: 3 }, { count: 3, admins: 3 }],
    ['somebody else', { requesterMayApprove: false }, { requesterMayApprove: false }],
    ['nothing about who asked', { count: 2 }, { requesterMayApprove: true }],
  ])('%s', (_name, require, expected) => {
    const policy: Policy = {
      ...samplePolicy,
      approvals: { medium: { count: 2, requesterMayApprove: true } },
      rules: [{ name: 'rule', when: { risk: 'low' }, require }],
    };
    expect(requiredApprovals([sampleChange()], fleet, policy)).toMatchObject(expected);
  });

  test('several rules that hold come together', () => {
    const policy: Policy = {
      ...samplePolicy,
      rules: [
        { name: 'many eyes', when: { risk: 'low' }, require: { count: 3 } },
        { name: 'an admin', when: { environments: ['production'] }, require: { admins: 1 } },
        { name: 'elsewhere', when: { environments: ['staging'] }, require: { count: 9 } },
      ],
    };
    const expected = { count: 3, admins: 1, rules: ['many eyes', 'an admin'] };
    expect(requiredApprovals([sampleChange()], fleet, policy)).toMatchObject(expected);
  });
});

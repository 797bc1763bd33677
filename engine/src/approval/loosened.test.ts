import type { Inventory, Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { samplePolicy } from './change-facts.fixture.js';
import { loosenedInventory } from './loosened-inventory.js';
import { loosenedPolicy } from './loosened-policy.js';

const rule = { name: 'broad', when: { risk: 'low' as const }, require: { admins: 1 } };
const freeze = { name: 'weekend', from: '0 18 * * FRI', until: '0 8 * * MON', timeZone: 'UTC' };
const roles = samplePolicy.roles;

describe('a policy', () => {
  test.each<[name: string, before: Partial<Policy>, after: Partial<Policy>, loosens: readonly string[]]>([
    ['the same', {}, {}, []],
    [
      'a new admin',
      {},
      { roles: { ...roles, admin: { users: ['diane', 'ed', 'eve'] } } },
      ['the role admin for `eve`'],
    ],
    [
      'a new team',
      {},
      { roles: { ...roles, operator: { teams: ['acme/ops'] } } },
      ['the role operator for `acme/ops`'],
    ],
    ['a permission', {}, { roles: { ...roles, viewer: { permissions: ['read'] } } }, ['the role viewer for `read`']],
    [
      'an admin who becomes an operator',
      {},
      { roles: { ...roles, operator: { users: ['ed'] }, admin: { users: ['diane'] } } },
      [],
    ],
    ['a lost operator', {}, { roles: { ...roles, operator: { users: ['alice'] } } }, []],
    ['fewer approvals', { approvals: { high: { count: 2 } } }, {}, ['high: approvals 2 → 1']],
    ['more approvals', {}, { approvals: { high: { count: 2 } } }, []],
    ['no admin any more', {}, { approvals: { critical: { count: 2, admins: 0 } } }, ['critical: admins 1 → 0']],
    ['a lower role', {}, { approvals: { high: { count: 1, role: 'viewer' } } }, ['high: role operator → viewer']],
    [
      'who asked may',
      {},
      { approvals: { high: { count: 1, requesterMayApprove: true } } },
      ['high: who asked may approve'],
    ],
    [
      'a lower floor',
      { environments: { prod: { minimumRisk: 'high', approvals: 2 } } },
      {},
      ['prod: minimum risk high → low', 'prod: approvals 2 → 0'],
    ],
    ['a higher floor', {}, { environments: { prod: { minimumRisk: 'high' } } }, []],
    ['reading at once', { reads: 'pull-request' }, {}, ['reading at once, without a pull request']],
    [
      'more to read',
      {},
      { contents: { files: ['/etc/'], serviceLogs: true, role: 'viewer' } },
      ['content: role operator → viewer', 'reading the logs of services at once', 'reading `/etc/` at once'],
    ],
    ['a lower command', {}, { shell: [{ argv: ['uptime'], risk: 'low' }] }, ['the command `uptime` as low']],
    [
      'a command lowered further',
      { shell: [{ argv: ['id'], risk: 'medium' }] },
      { shell: [{ argv: ['id'], risk: 'low' }] },
      ['the command `id` as low'],
    ],
    ['a command raised', { shell: [{ argv: ['id'], risk: 'low' }] }, { shell: [{ argv: ['id'], risk: 'medium' }] }, []],
    ['a rule gone', { rules: [rule] }, {}, ['the rule `broad` is gone']],
    [
      'another rule',
      { rules: [rule] },
      { rules: [{ ...rule, when: { risk: 'high' } }] },
      ['the rule `broad` reads otherwise'],
    ],
    ['a new rule', {}, { rules: [rule] }, []],
    [
      'a default lowered behind a rule',
      { approvals: { high: { count: 3 } }, rules: [{ ...rule, require: { count: 3 } }] },
      { rules: [{ ...rule, require: { count: 3 } }] },
      ['high: approvals 3 → 1'],
    ],
    ['a freeze gone', { freezes: [freeze] }, { freezes: [] }, ['the freeze `weekend` is gone']],
    [
      'a freeze cut',
      { freezes: [freeze] },
      { freezes: [{ ...freeze, until: '0 8 * * SAT' }] },
      ['the freeze `weekend` reads otherwise'],
    ],
    ['no encryption', { backups: { encrypt: 'secret:b' } }, {}, ['backups are no longer encrypted']],
    ['encryption', {}, { backups: { encrypt: 'secret:b' } }, []],
    [
      'another key',
      { backups: { encrypt: 'secret:b' } },
      { backups: { encrypt: 'secret:mine' } },
      ['backups are encrypted with another key, `secret:mine`'],
    ],
    ['a way through', {}, { emergency: {} }, ['a way through freezes']],
    [
      'an easier way through',
      { emergency: { role: 'admin', approvals: 2 } },
      { emergency: {} },
      ['emergency: role admin → operator', 'emergency: approvals 2 → 1'],
    ],
    ['owners unheard', {}, { owners: 'named' }, ['owners no longer have to approve']],
    ['merging by itself', {}, { merge: 'auto' }, ['I merge by myself what is approved']],
    ['older merges', {}, { limits: { maxAge: '7d' } }, ['maxAge 24h → 7d']],
    ['younger merges', {}, { limits: { maxAge: '1h' } }, []],
  ])('%s', (_name, before, after, loosens) => {
    const said = loosenedPolicy({ ...samplePolicy, ...before }, { ...samplePolicy, ...after });
    expect(said.map(({ en }) => en)).toEqual(loosens);
    expect(said.every(({ fr }) => fr !== '')).toBe(true);
  });
});

const server = {
  host: '10.0.0.1',
  user: 'deploy',
  key: 'secret:ssh',
  environment: 'production',
  hostKey: 'ssh-ed25519 AAAA',
};
const inventory = (over: object = {}, more: object = {}): Inventory => ({
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: { 'web-01': { ...server, ...over } },
  ...more,
});

describe('an inventory', () => {
  test.each<[name: string, before: Inventory, after: Inventory, loosens: readonly string[]]>([
    ['the same', inventory(), inventory(), []],
    ['another host', inventory(), inventory({ host: '10.6.6.6' }), ['`web-01`: another host']],
    ['another key', inventory(), inventory({ key: 'secret:root' }), ['`web-01`: another key']],
    ['another host key', inventory(), inventory({ hostKey: 'ssh-ed25519 BBBB' }), ['`web-01`: **another host key**']],
    ['out of production', inventory(), inventory({ environment: 'lab' }), ['`web-01`: environment production → lab']],
    ['other tags', inventory({ tags: { a: '1' } }), inventory(), ['`web-01`: other tags']],
    [
      'the same tags in another order',
      inventory({ tags: { a: '1', b: '2' } }),
      inventory({ tags: { b: '2', a: '1' } }),
      [],
    ],
    ['an owner gone', inventory({ owners: ['@dora'] }), inventory(), ['`web-01`: other owners (`dora`)']],
    ['an owner more', inventory(), inventory({ owners: ['@mallory'] }), ['`web-01`: other owners (`mallory`)']],
    ['root', inventory(), inventory({ sudo: 'nopasswd' }), ['`web-01`: sudo none → nopasswd']],
    ['no root any more', inventory({ sudo: 'nopasswd' }), inventory(), []],
    [
      'a server more',
      inventory(),
      { ...inventory(), servers: { ...inventory().servers, new: server } },
      ['a new server `new` (production)'],
    ],
    [
      'a server that is called like a part of any object',
      inventory(),
      { ...inventory(), servers: { ...inventory().servers, constructor: server } },
      ['a new server `constructor` (production)'],
    ],
    ['a server gone', { ...inventory(), servers: { ...inventory().servers, old: server } }, inventory(), []],
    [
      'commands of a service',
      inventory({}, { services: { site: { on: { servers: ['web-01'] }, manager: 'systemd' } } }),
      inventory(
        {},
        {
          services: {
            site: { on: { servers: ['web-01'] }, manager: { start: ['/bin/x'], stop: ['/bin/y'], status: ['/bin/z'] } },
          },
        },
      ),
      ['`site`: other commands'],
    ],
    [
      'an address that is read at once',
      inventory(),
      inventory(
        {},
        { services: { site: { on: { servers: ['web-01'] }, manager: 'systemd', health: { url: 'http://x/' } } } },
      ),
      ['`site`: another address that is read at once'],
    ],
  ])('%s', (_name, before, after, loosens) => {
    expect(loosenedInventory(before, after).map(({ en }) => en)).toEqual(loosens);
  });
});

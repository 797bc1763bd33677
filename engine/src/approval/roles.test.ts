import { describe, expect, test } from 'vitest';
import { samplePolicy } from './change-facts.fixture.js';
import { hasRole, type PersonFacts, roleOf } from './roles.js';
import { nameEligible, whoCould } from './who-could.js';

const policy = {
  ...samplePolicy,
  roles: {
    viewer: { users: ['victor'], permissions: ['read' as const] },
    operator: { users: ['Bruno'], teams: ['acme/Ops'] },
    admin: { users: ['diane'], teams: ['acme/platform'], permissions: ['admin' as const] },
  },
};

const nobody: PersonFacts = { login: 'mallory', permission: undefined, teams: [] };

describe('roleOf', () => {
  test.each<[string, Partial<PersonFacts>, ReturnType<typeof roleOf>]>([
    ['named user', { login: 'diane' }, 'admin'],
    ['login in another case', { login: 'bRUNO' }, 'operator'],
    ['look-alike of a named user (Cyrillic a)', { login: 'di\u0430ne' }, undefined],
    ['team member', { teams: ['acme/ops'] }, 'operator'],
    ['same team name in another organisation', { teams: ['evil/ops'] }, undefined],
    ['listed permission', { permission: 'admin' }, 'admin'],
    ['higher permission that is not listed', { permission: 'write' }, undefined],
    ['custom permission that sounds alike', { permission: 'Admin' }, undefined],
    ['highest of several', { login: 'victor', teams: ['acme/ops', 'acme/platform'] }, 'admin'],
    ['nothing known', {}, undefined],
  ])('%s', (_name, person, role) => {
    expect(roleOf({ ...nobody, ...person }, policy)).toBe(role);
  });

  test('folds ASCII only: the Kelvin sign is no k', () => {
    const withKim = { ...policy, roles: { admin: { users: ['kim'] } } };
    expect(roleOf({ ...nobody, login: 'KIM' }, withKim)).toBe('admin');
    expect(roleOf({ ...nobody, login: '\u212Aim' }, withKim)).toBeUndefined();
  });
});

test('hasRole includes the roles below, and nobody has a role without one', () => {
  expect(hasRole('admin', 'viewer')).toBe(true);
  expect(hasRole('operator', 'operator')).toBe(true);
  expect(hasRole('viewer', 'operator')).toBe(false);
  expect(hasRole(undefined, 'viewer')).toBe(false);
});

describe('whoCould', () => {
  test('names the role and those above it, without the excluded', () => {
    expect(whoCould(policy, 'operator', ['DIANE'])).toEqual({
      users: ['Bruno'],
      teams: ['acme/Ops', 'acme/platform'],
      permissions: ['admin'],
    });
  });

  test('reads as a sentence in both languages', () => {
    expect(nameEligible(whoCould(samplePolicy, 'operator', ['alice']))).toEqual({
      en: 'bruno, chloe, diane or ed',
      fr: 'bruno, chloe, diane ou ed',
    });
    expect(nameEligible(whoCould(policy, 'admin', ['diane']))?.fr).toBe(
      "un membre de l'équipe acme/platform ou toute personne ayant le droit « admin » sur le dépôt",
    );
  });

  test('says so when nobody is left', () => {
    expect(nameEligible(whoCould(samplePolicy, 'admin', ['diane', 'ed']))).toBeUndefined();
  });
});

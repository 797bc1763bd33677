import { describe, expect, test } from 'vitest';
import { createAccess } from './access.js';
import type { Caller } from './callers.js';
import type { Permission } from './options.js';
import { sampleSeed } from './sample-seed.js';

const person = (login: string): Caller => ({ kind: 'person', login });
const bot = (permissions: Record<string, string>): Caller => ({
  kind: 'installation',
  token: 't',
  login: 'b[bot]',
  permissions,
});
const open = createAccess(sampleSeed());
const hidden = createAccess(sampleSeed({ private: true }));

describe('roles', () => {
  test.each<{ name: string; login: string; inPublic: Permission | undefined; inPrivate: Permission | undefined }>([
    { name: 'an admin', login: 'alice', inPublic: 'admin', inPrivate: 'admin' },
    { name: 'a member who is no admin', login: 'bob', inPublic: 'write', inPrivate: 'write' },
    { name: 'another spelling of a login', login: 'BOB', inPublic: 'write', inPrivate: 'write' },
    { name: 'an outsider reads what is public', login: 'mallory', inPublic: 'read', inPrivate: 'none' },
    { name: 'nobody', login: 'nobody', inPublic: undefined, inPrivate: undefined },
  ])('$name', ({ login, inPublic, inPrivate }) => {
    expect(open.permissionOf(login)).toBe(inPublic);
    expect(hidden.permissionOf(login)).toBe(inPrivate);
  });
});

describe('what needs the write role', () => {
  const write = { role: 'write', scope: 'contents' } as const;
  test.each([
    { name: 'a writer may', caller: person('bob'), status: undefined },
    { name: 'a reader may not', caller: person('carol'), status: 403 },
    { name: 'nobody must say who', caller: { kind: 'anonymous' } as const, status: 401 },
    { name: 'an app with the permission may', caller: bot({ contents: 'write' }), status: undefined },
    { name: 'an app that only reads may not', caller: bot({ contents: 'read', issues: 'write' }), status: 403 },
    { name: 'an app as itself may not', caller: { kind: 'jwt', jwt: 'x' } as const, status: 403 },
  ])('$name', ({ caller, status }) => {
    if (status === undefined) expect(() => open.require(caller, write)).not.toThrow();
    else expect(() => open.require(caller, write)).toThrow(expect.objectContaining({ status }));
  });
});

test('a private repository is not there for an outsider', () => {
  expect(() => hidden.requireRead(person('mallory'))).toThrow(expect.objectContaining({ status: 404 }));
  expect(() => hidden.requireRead({ kind: 'anonymous' })).toThrow(expect.objectContaining({ status: 404 }));
  expect(() => hidden.requireRead(person('carol'))).not.toThrow();
  expect(() => open.requireRead({ kind: 'anonymous' })).not.toThrow();
});

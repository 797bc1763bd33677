import { createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signAppToken } from './app-token.js';
import { GitHubRefusal } from './api.js';
import { createCallers } from './callers.js';
import { sampleSeed } from './sample-seed.js';

const seed = sampleSeed();
const now = Date.parse('2026-01-01T00:00:00Z');
const callers = createCallers(seed, () => now);
const other = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

function jwt(claims: object, key = seed.app.privateKeyPem, header: object = { alg: 'RS256' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

const refusalOf = (authorization: string): unknown => {
  try {
    return callers.identify(authorization);
  } catch (error) {
    return error instanceof GitHubRefusal ? { status: error.status, message: error.message } : error;
  }
};

describe('who calls', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  test.each([
    { name: 'nobody', authorization: undefined, expected: { kind: 'anonymous' } },
    { name: 'a person by Bearer', authorization: 'Bearer token-of-bob', expected: { kind: 'person', login: 'bob' } },
    { name: 'a person by token', authorization: 'token token-of-bob', expected: { kind: 'person', login: 'bob' } },
    {
      name: 'git with the token as password',
      authorization: basic('whoever:token-of-bob'),
      expected: { kind: 'person', login: 'bob' },
    },
    {
      name: 'git with the token as name',
      authorization: basic('token-of-bob:'),
      expected: { kind: 'person', login: 'bob' },
    },
  ])('$name', ({ authorization, expected }) => expect(callers.identify(authorization)).toEqual(expected));

  test('the app by its JSON web token', () => {
    expect(callers.identify(`Bearer ${signAppToken(seed.app, now)}`)).toMatchObject({ kind: 'jwt' });
  });
});

describe('GitHub answers 401', () => {
  const seconds = now / 1000;
  const good = { iss: '4242', iat: seconds, exp: seconds + 60 };
  test.each([
    { name: 'an unknown token', authorization: 'token nobody', message: 'Bad credentials' },
    {
      name: "another app's key",
      authorization: `Bearer ${jwt(good, other.privateKey)}`,
      message: 'A JSON web token could not be decoded',
    },
    { name: 'another app', authorization: `Bearer ${jwt({ ...good, iss: '1' })}`, message: 'Integration not found' },
    {
      name: 'a token that expired',
      authorization: `Bearer ${jwt({ ...good, exp: seconds - 1 })}`,
      message: expect.stringContaining("'exp'"),
    },
    {
      name: 'a token for an hour',
      authorization: `Bearer ${jwt({ ...good, exp: seconds + 3600 })}`,
      message: expect.stringContaining('too far'),
    },
    {
      name: 'a token without expiry',
      authorization: `Bearer ${jwt({ iss: '4242' })}`,
      message: expect.stringContaining("'exp'"),
    },
  ])('$name', ({ authorization, message }) => expect(refusalOf(authorization)).toEqual({ status: 401, message }));

  test('an installation token after its hour', () => {
    let clock = now;
    const timed = createCallers(seed, () => clock);
    timed.admit({
      token: 'ghs_x',
      expires_at: new Date(now + 3_600_000).toISOString(),
      permissions: { contents: 'write' },
    });
    expect(timed.identify('token ghs_x')).toMatchObject({ kind: 'installation', login: 'chatops-commander[bot]' });
    clock += 3_600_000;
    expect(() => timed.identify('token ghs_x')).toThrow('Bad credentials');
  });
});

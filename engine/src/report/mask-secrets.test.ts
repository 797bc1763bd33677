import { describe, expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.js';

const MASK = '••••••';
/** Put together here, so that no scanner takes a test for a leak. */
const made = (...parts: string[]): string => parts.join('');

describe('masks', () => {
  test.each<[string, string, string]>([
    [
      'a private key',
      made('x\n-----BEGIN OPENSSH PRIVATE', ' KEY-----\nAAAA\n-----END OPENSSH PRIVATE', ' KEY-----\ny'),
      `x\n${MASK}\ny`,
    ],
    ['a private key without its end', made('-----BEGIN RSA PRIVATE', ' KEY-----\nAAAA\nBBBB'), MASK],
    ['a GitHub token', made('got ghp', '_0123456789abcdefghij0123456789abcdef ok'), `got ${MASK} ok`],
    ['a fine-grained token', made('github', '_pat_0123456789abcdefghij'), MASK],
    ['an AWS key id', made('AKIA', 'ABCDEFGHIJKLMNOP'), MASK],
    ['a JSON web token', made('eyJhbGciOiJI', '.eyJzdWIiOiIx.abcdefghijk'), MASK],
    ['a password setting', 'DB_PASSWORD=hunter2x', `DB_PASSWORD=${MASK}`],
    ['a quoted one', '"password": "hunter2x",', `"password": "${MASK}",`],
    ['in French', 'mot de passe : hunter2x', `mot de passe : ${MASK}`],
    ['a command-line option', 'app --token abcdef --verbose', `app --token ${MASK} --verbose`],
    ['an authorization header', 'Authorization: Bearer abc.def', `Authorization: Bearer ${MASK}`],
    ['a password in an address', 'postgres://app:s3cret@db:5432/x', `postgres://app:${MASK}@db:5432/x`],
    ['a password hash', 'root:$6$saltsalt$0123456789abcdefghijklmnop:19000', `root:${MASK}:19000`],
  ])('%s', (_name, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

test.each([
  ['a digest', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['an address without a password', 'http://web-01:8080/health'],
  ['words', 'the token bucket is full; password rules apply'],
  ['a public key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx'],
])('leaves %s', (_name, text) => {
  expect(maskSecrets(text)).toBe(text);
});

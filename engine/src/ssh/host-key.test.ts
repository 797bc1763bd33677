import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { algorithmsFor, InvalidHostKey, parseHostKey } from './host-key.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatops-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['ed25519', 'ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa', 'ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['rsa', 'ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
])('%s: the fingerprint is the one that ssh-keygen prints', (type, wireType, algorithms) => {
  const file = join(folder, type);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'a comment', '-f', file]);
  const key = parseHostKey(readFileSync(`${file}.pub`, 'utf8'));
  const [, fingerprint] = execFileSync('ssh-keygen', ['-lf', `${file}.pub`])
    .toString()
    .split(' ');
  expect(key.fingerprint).toBe(fingerprint);
  expect(key.type).toBe(wireType);
  expect(key.line).toBe(readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' '));
  expect(algorithmsFor(key)).toEqual(algorithms);
});

test.each([
  ['nothing', ''],
  ['a type alone', 'ssh-ed25519'],
  ['no base64', 'ssh-ed25519 not!base64'],
  ['two types that differ', `ssh-rsa ${Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x01a', 'latin1').toString('base64')}`],
  ['a fingerprint in place of a key', 'SHA256:abcdef'],
  [
    'a type that promises more than there is',
    `ssh-ed25519 ${Buffer.from('\0\0\0\xffssh', 'latin1').toString('base64')}`,
  ],
])('%s is no host key', (_name, text) => {
  expect(() => parseHostKey(text)).toThrow(InvalidHostKey);
});

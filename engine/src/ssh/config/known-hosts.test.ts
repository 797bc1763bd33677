import { expect, it } from 'vitest';
import { knownHostKey } from './known-hosts.js';

/** Hashed by ssh-keygen -H. */
const hashed = '|1|6MUkiEdjTndNj889oIy/nxMZ0rk=|dR070qgk8Lz66z5bmaliEMbkr9c= ssh-rsa AAAAhashed';
const text = [
  '# comment',
  '@revoked bastion ssh-ed25519 AAAArevoked',
  '@revoked stolen ssh-ed25519 AAAAstolen',
  'stolen ssh-ed25519 AAAAstolen',
  '@cert-authority *.example.com ssh-ed25519 AAAAauthority',
  'bastion,192.0.2.1 ssh-ed25519 AAAAplain comment',
  '[bastion]:2222 ssh-ed25519 AAAAport',
  hashed,
].join('\n');

it.each([
  ['by name', 'bastion', 22, 'ssh-ed25519 AAAAplain'],
  ['by address', '192.0.2.1', 22, 'ssh-ed25519 AAAAplain'],
  ['with a port', 'bastion', 2222, 'ssh-ed25519 AAAAport'],
  ['with a port that is not there', 'bastion', 2200, undefined],
  ['hashed', '10.1.2.3', 22, 'ssh-rsa AAAAhashed'],
  ['not at all', 'elsewhere', 22, undefined],
  ['revoked', 'stolen', 22, undefined],
  ['by authority alone', 'a.example.com', 22, undefined],
])('%s', (_case, host, port, expected) => expect(knownHostKey(text, host, port)).toBe(expected));

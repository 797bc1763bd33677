import { expect, it } from 'vitest';
import { type HostConfig, readHostConfig } from './parse-ssh-config.js';

const none: HostConfig = { identityFiles: [], proxyJump: [] };

it.each<[string, string, HostConfig]>([
  ['an empty file', '', none],
  [
    'one host',
    'Host web-01\n  HostName 10.0.0.11\n  User deploy\n  Port 2222\n  IdentityFile ~/.ssh/ops\n  ProxyJump bastion',
    { hostName: '10.0.0.11', user: 'deploy', port: 2222, identityFiles: ['~/.ssh/ops'], proxyJump: ['bastion'] },
  ],
  ['another host', 'Host web-02\n  HostName 10.0.0.12\n  ProxyCommand nc %h %p', none],
  ['before any Host line', 'User everybody\nHost web-02\n  User other', { ...none, user: 'everybody' }],
  ['the first value counts', 'Host web-*\n  Port 2222\nHost *\n  Port 22', { ...none, port: 2222 }],
  ['every IdentityFile counts', 'Host *\n IdentityFile a\n IdentityFile b', { ...none, identityFiles: ['a', 'b'] }],
  ['a pattern taken back', 'Host * !web-01\n  User other', none],
  ['one character', 'Host web-?1\n  User deploy', { ...none, user: 'deploy' }],
  ['a dot is a dot', 'Host web.01\n  User other', none],
  [
    'an equals sign, quotes and a comment',
    'Host=web-01\nIdentityFile = "/a b/key" # ours',
    { ...none, identityFiles: ['/a b/key'] },
  ],
  ['several jumps', 'Host *\nProxyJump a,ops@b:2222', { ...none, proxyJump: ['a', 'ops@b:2222'] }],
  ['no jump', 'Host web-01\nProxyJump none\nHost *\nProxyJump bastion', none],
  ['what is of no concern', 'Host *\n  ServerAliveInterval 5\n  ControlMaster auto\n  SendEnv LANG LC_*', none],
  ['words in any case', 'hOsT web-01\n  USER deploy', { ...none, user: 'deploy' }],
])('%s', (_case, text, expected) => {
  const read = readHostConfig(text, 'web-01');
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  expect(read.config).toEqual(expected);
});

it.each([
  ['another command in between', 'Host *\n  ProxyCommand connect -H user:password@proxy', 2, 'ProxyCommand'],
  ['a condition', 'Match user deploy\n  Port 2222', 1, 'Match'],
  ['a condition that may apply to another host', 'Host web-02\n  Port 1\nMatch all\n  Port 2222', 3, 'Match'],
  ['another file', 'Include conf.d/*', 1, 'Include'],
  ['another name for the host key', 'HostKeyAlias=web', 1, 'HostKeyAlias'],
  ['certificates', 'CertificateFile ~/.ssh/id-cert.pub', 1, 'CertificateFile'],
  ['a key elsewhere', 'IdentityAgent /run/agent', 1, 'IdentityAgent'],
  ['a token that we do not know', 'HostName %h.%C', 1, 'HostName'],
  ['a port that is none', 'Port ssh', 1, 'Port'],
  ['two values', 'User deploy root', 1, 'User'],
  ['a word that does not exist', 'HostNme 10.0.0.11', 1, 'HostNme'],
  ['what is no word at all', 'user:password@proxy', 1, '?'],
])('stops at %s, and takes along no more than the word', (_case, text, line, keyword) => {
  expect(readHostConfig(text, 'web-01')).toEqual({ kind: 'unsupported', line, keyword });
});

import { generateKeyPairSync } from 'node:crypto';
import type { GitHubSeed } from './options.js';

/** A small organisation with one person of each kind, for tests; its app gets a new key each time. */
export function sampleSeed(changes: Partial<GitHubSeed> = {}): GitHubSeed {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return {
    org: 'acme',
    repo: 'ops',
    users: [
      { login: 'alice', name: 'Alice Admin', email: 'alice@acme.example', permission: 'admin' },
      { login: 'bob', name: 'Bob Builder', email: 'bob@acme.example', permission: 'write' },
      { login: 'carol', name: 'Carol Curious', email: 'carol@acme.example', permission: 'read' },
      { login: 'mallory', name: 'Mallory Outside', email: 'mallory@elsewhere.example', permission: 'none' },
    ],
    teams: { web: ['alice', 'bob'] },
    app: {
      id: 4242,
      slug: 'chatops-commander',
      name: 'ChatOps Commander',
      privateKeyPem: privateKey,
      webhookSecret: 'a webhook secret',
    },
    files: { 'README.md': '# Ops\n', '.chatops/inventory.yaml': 'servers: {}\n' },
    ...changes,
  };
}

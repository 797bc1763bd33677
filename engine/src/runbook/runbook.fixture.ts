import {
  type Inventory,
  type Policy,
  parseInventory,
  parsePolicy,
  parseRunbook,
  type Runbook,
} from '@chatops-commander/schemas';
import type { Action } from '../actions/action.js';
import { findAction as findReal } from '../actions/registry.js';
import type { FindAction } from './find-action.js';

const server = 'user: deploy, key: "secret:prod", hostKey: "ssh-ed25519 AAAA"';

/** Two web servers and a database in production, one of each in staging, one machine without tags. */
export const inventory: Inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  web-01: { host: 10.0.0.11, ${server}, environment: production, tags: { role: web, port: "8080" } }
  web-02: { host: web-02.example.com, port: 2222, ${server}, environment: production, tags: { role: web } }
  db-01: { host: 10.0.0.21, ${server}, environment: production, tags: { role: db } }
  stage-01: { host: 10.1.0.11, ${server}, environment: staging, tags: { role: web } }
  bare: { host: 127.0.0.2, ${server}, environment: lab }
services:
  nginx: { on: { tags: { role: web } }, manager: systemd, health: { url: "https://example.com/health" } }
  postgresql: { on: { servers: [db-01] }, manager: systemd }
`,
  '.chatops/inventory.yaml',
);

export const policyWith = (rest: string): Policy =>
  parsePolicy(
    `apiVersion: chatops-commander/v1\nkind: Policy\nroles: { admin: { users: [ada] } }\n${rest}`,
    '.chatops/policy.yaml',
  );

/** A runbook from what stands under `spec`, indented by nothing. */
export const runbookText = (spec: string): string =>
  `apiVersion: chatops-commander/v1
kind: Runbook
metadata: { name: test, title: Test }
spec:
${spec
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;

export const runbookOf = (spec: string): Runbook => parseRunbook(runbookText(spec), 'changes/test.yaml');

const destroying: Action = {
  kind: 'command',
  name: 'files.remove',
  effect: 'destroy',
  risk: 'critical',
  summary: { en: 'Removes a file', fr: 'Supprime un fichier' },
  input: { type: 'object', additionalProperties: false, required: ['path'], properties: { path: { type: 'string' } } },
  describe: () => ({ en: 'Removes a file', fr: 'Supprime un fichier' }),
  undo: { en: 'from its backup', fr: 'depuis sa sauvegarde' },
  defaultTimeoutMs: 1000,
  command: () => ({ argv: ['true'], become: 'login-user', timeoutMs: 1000 }),
  parse: () => ({ kind: 'done', outputs: {}, summary: { en: '', fr: '' }, changed: true }),
};

/** The actions of this version, and one that destroys, which it does not have yet. */
export const findAction: FindAction = (name) => (name === destroying.name ? destroying : findReal(name));

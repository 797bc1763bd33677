import type { Inventory, Runbook } from '@chatops-commander/schemas';
import type { Action, ActionContext, Outputs } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import type { FindAction } from '../runbook/find-action.js';

/** Actions for tests of previews: only their descriptions matter here, none of them can be executed. */
const restart: Action = {
  kind: 'command',
  name: 'service.restart',
  effect: 'change',
  risk: 'medium',
  summary: { en: 'Restarts a service', fr: 'Redémarre un service' },
  input: {},
  describe: (input) => ({ en: `restart ${String(input.service)}`, fr: `redémarrer ${String(input.service)}` }),
  undo: { en: 'nothing to undo', fr: 'rien à annuler' },
  defaultTimeoutMs: 1000,
  command: neverRuns,
  parse: neverRuns,
};
const write: Action = {
  ...restart,
  name: 'files.write',
  risk: 'high',
  describe: (input) => ({ en: `write ${String(input.path)}`, fr: `écrire ${String(input.path)}` }),
  undo: { en: 'the file as it was is put back', fr: "le fichier d'origine est remis" },
  overwrites: (input) => [String(input.path)],
};
const check: Action = {
  kind: 'http',
  name: 'http.check',
  effect: 'read',
  risk: 'low',
  summary: { en: 'Asks a URL', fr: 'Interroge une URL' },
  input: {},
  describe: (input) => ({ en: `check ${String(input.url)}`, fr: `vérifier ${String(input.url)}` }),
  undo: { en: 'nothing to undo', fr: 'rien à annuler' },
  defaultTimeoutMs: 1000,
};

function neverRuns(_first: unknown, _second: Outputs | ActionContext): never {
  throw new Error('This action exists for previews in tests. Use one of the registry.');
}

const byName = new Map([restart, write, check].map((action) => [action.name, action]));
export const findSampleAction: FindAction = (name) => byName.get(name);

const server = { host: '10.0.0.1', user: 'deploy', key: 'secret:prod-ssh', environment: 'production' };
export const sampleInventory: Inventory = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: {
    'web-01': { ...server, tags: { role: 'web' } },
    'web-02': { ...server, tags: { role: 'web' } },
    'db-01': { ...server, tags: { role: 'db' } },
  },
};

/** Writes a file on two servers, restarts the site there, and looks from outside. */
export const sampleRunbook: Runbook = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Runbook',
  metadata: { name: 'site-restart', title: sameText('Restart the site') },
  spec: {
    targets: { servers: ['web-01', 'web-02'] },
    before: [{ id: 'look', uses: 'http.check', on: 'controller', with: { url: 'http://web/health' } }],
    steps: [
      { id: 'config', uses: 'files.write', with: { path: '/etc/site.conf' } },
      { uses: 'service.restart', with: { service: 'site' } },
    ],
    after: [{ id: 'up', uses: 'http.check', on: 'controller', with: { url: 'http://web/health' } }],
  },
};

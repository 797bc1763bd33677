import { readFileSync } from 'node:fs';
import { appPermissions } from '@chatops-commander/cli/doctor/app-permissions';
import { registerHandlers } from '@chatops-commander/github-app/handlers';
import { expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync(new URL('../docs/github-app-manifest.json', import.meta.url), 'utf8'));
/** Every app gets these; they cannot be asked for. */
const ALWAYS_SENT = ['installation', 'installation_repositories'];

test('the manifest asks for the permissions that doctor checks', () => {
  expect(manifest.default_permissions).toEqual(appPermissions);
});

test('the manifest asks for the events that are handled, and no others', () => {
  const handled: string[] = [];
  const app = { on: (names: string | readonly string[]) => handled.push(...[names].flat()) };
  const starts = { startRequest: async () => {}, nudgeChange: async () => {}, sweepNow: async () => {} };
  // of probot, only `on` is asked for
  registerHandlers(app as unknown as Parameters<typeof registerHandlers>[0], starts);
  const events = new Set(handled.map((name) => name.split('.', 1)[0] ?? name));
  expect([...events].filter((name) => !ALWAYS_SENT.includes(name)).sort()).toEqual([...manifest.default_events].sort());
});

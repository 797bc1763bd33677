import type { RepositoryAddress } from './address.js';
import type { JsonObject } from './json-object.js';
import type { GitHubSeed } from './options.js';
import { appEvents, appPermissions } from './start-emulator.js';

/** The login that the app writes under. */
export const botUser = ({ app }: GitHubSeed): string => `${app.slug}[bot]`;

/** The app as comments and check runs embed it. */
export const presentApp = ({ app, org }: GitHubSeed, { baseUrl }: RepositoryAddress): JsonObject => ({
  id: app.id,
  slug: app.slug,
  node_id: `A_${app.id}`,
  name: app.name,
  description: '',
  owner: { login: org, type: 'Organization' },
  html_url: `${baseUrl}/apps/${app.slug}`,
  permissions: appPermissions,
  events: appEvents,
});

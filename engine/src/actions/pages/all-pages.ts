import { backupPages } from './backup-pages.js';
import { containerPages } from './container-pages.js';
import { databasePages } from './database-pages.js';
import { filesPages } from './files-pages.js';
import { logsPages } from './logs-pages.js';
import { networkPages } from './network-pages.js';
import { packagePages } from './package-pages.js';
import { releasePages } from './release-pages.js';
import { servicePages } from './service-pages.js';
import { systemPages } from './system-pages.js';
import { waitPages } from './wait-pages.js';
import type { ActionPage } from './action-page.js';

/** The pages of all actions, by name. */
export const actionPages: ReadonlyMap<string, ActionPage> = new Map(
  Object.entries({
    ...backupPages,
    ...containerPages,
    ...databasePages,
    ...filesPages,
    ...logsPages,
    ...networkPages,
    ...packagePages,
    ...releasePages,
    ...servicePages,
    ...systemPages,
    ...waitPages,
  }),
);

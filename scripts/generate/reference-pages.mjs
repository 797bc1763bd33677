import { eachActionPage } from './action-pages.mjs';
import { actionsPage } from './actions-page.mjs';
import { catalogPage } from './catalog-page.mjs';
import { commandsPage } from './commands-page.mjs';
import { configurationPage } from './configuration-page.mjs';

/** The pages of docs/ that say what the code says; it has to be built. */
export const referencePages = async () => [
  { path: 'docs/configuration.md', from: 'cli/src/settings/setting.ts', text: configurationPage() },
  { path: 'docs/actions.md', from: 'engine/src/actions', text: actionsPage() },
  ...eachActionPage(),
  { path: 'docs/commands.md', from: 'workflows/src/commands', text: commandsPage() },
  { path: 'docs/catalog.md', from: 'runbooks', text: await catalogPage() },
];

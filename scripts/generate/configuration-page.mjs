import { settings } from '../../cli/dist/settings/setting.js';
import { markdownTable } from './markdown-table.mjs';

/** In the order of the settings; a part without a heading here fails the generation. */
const headings = {
  github: 'GitHub',
  webhooks: 'Webhooks',
  temporal: 'Temporal',
  database: 'PostgreSQL',
  model: 'Language model',
  data: 'Data and safety',
  log: 'Logs',
};

/** docs/configuration.md. Throws when a setting belongs to a part that has no heading. */
export function configurationPage() {
  const homeless = settings.find(({ part }) => !(part in headings));
  if (homeless !== undefined) throw new Error(`Give the part "${homeless.part}" of ${homeless.name} a heading here.`);
  const sections = Object.entries(headings).map(([part, heading]) => {
    const rows = settings
      .filter((setting) => setting.part === part)
      .map((setting) => [
        `\`${setting.name}\`${setting.secret ? ' 🔒' : ''}`,
        setting.about,
        setting.fallback === undefined ? '' : `\`${setting.fallback}\``,
      ]);
    return `## ${heading}\n\n${markdownTable(['Setting', 'What it is', 'Default'], rows)}`;
  });
  return `<!-- Generated from cli/src/settings/setting.ts by \`npm run generate\`. Change the settings, not this file. -->
# Configuration

Settings are environment variables. \`chatops help config\` prints this list, \`chatops doctor\` checks yours. All of
them are read and checked together when a command starts; everything that is wrong is said at once. Values of
settings marked 🔒 are secrets and are never printed.

\`chatops dev\` and \`chatops run\` need no setting: they bring what is not configured.

${sections.join('\n\n')}

## Also read

${markdownTable(
  ['Variable', 'By', 'What it is'],
  [
    ['`TEMPORAL_CLI`', '`npm run setup`, `chatops dev`, `chatops run`', 'The Temporal CLI to use for the dev server.'],
    ['`POSTGRES_BIN`', 'tests', "The folder with PostgreSQL's `initdb` and `postgres`."],
    ['`HELM`', 'tests', 'The Helm to check the chart with.'],
    ['`VERSITYGW`', 'tests', 'The S3 server to put backups into.'],
    ['`XDG_CACHE_HOME`', 'set-up', 'Where what is costly to get is kept, under `chatops-commander/`; else `~/.cache`.'],
  ],
)}
`;
}

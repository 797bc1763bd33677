import { fileURLToPath } from 'node:url';
import { findAction } from '../../engine/dist/actions/registry.js';
import { loadCatalog } from '../../engine/dist/planner/load-catalog.js';
import { assessRisk } from '../../engine/dist/runbook/assess-risk.js';

const folder = fileURLToPath(new URL('../../runbooks', import.meta.url));

/** docs/catalog.md */
export async function catalogPage() {
  const catalog = await loadCatalog(folder);
  return `<!-- Generated from runbooks/ by \`npm run generate\`. Change the runbooks, not this file. -->
# The catalog

The library runbooks that come with this version, and sentences that ask for them. Words in braces are names from the
inventory or values; French may be typed without accents. The planner also understands descriptions of trouble ("the
site is down"): it looks first, then proposes from this list. Risk is the least, with nothing listed in the policy.

${catalog.map(section).join('\n\n')}
`;
}

function section({ path, runbook }) {
  const { metadata, spec } = runbook;
  const text = (value) => (typeof value === 'string' ? value : value.en);
  const { risk } = assessRisk({ runbook, findAction });
  const phrases = ['en', 'fr'].flatMap((language) => spec.triggers?.[language] ?? []);
  return [
    `## ${metadata.name}`,
    text(metadata.description ?? metadata.title),
    phrases.map((phrase) => `- \`/ops ${phrase}\``).join('\n'),
    `Risk ${risk} at least. [\`${path}\`](../${path})`,
  ].join('\n\n');
}

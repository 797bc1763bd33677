import { actions } from '../../engine/dist/actions/registry.js';
import { effects } from './action-pages.mjs';
import { markdownTable } from './markdown-table.mjs';

/** docs/actions.md */
export function actionsPage() {
  const overview = actions.map((action) => [
    `[\`${action.name}\`](actions/${action.name}.md)`,
    action.summary.en,
    effects[action.effect],
    action.risk,
  ]);
  return `<!-- Generated from engine/src/actions by \`npm run generate\`. Change the actions, not this file. -->
# Actions

What a step of a runbook may use, each with a page of its own: inputs, outputs, an example, where it runs, how it is
undone. Risk is the least that a step has: policy, environment and inputs can raise it, and only what the policy lists
lowers it ([policy](policy.md)). An input that an action does not have is refused.

${markdownTable(['Action', 'What it does', 'Effect', 'Risk'], overview)}
`;
}

import { actionPages } from '@chatops-commander/engine/actions/pages/all-pages';
import { actions, findAction } from '@chatops-commander/engine/actions/registry';
import { stringify } from 'yaml';

/** What a runbook may use, a line each. */
export function describeActions(): string {
  const lines = actions.map(({ name, risk, summary }) => `  ${name.padEnd(20)}${risk.padEnd(10)}${summary.en}`);
  return `Actions, with the least risk of each; chatops help NAME tells more:\n\n${lines.join('\n')}\n`;
}

/** One action, as its page in docs/actions/ has it in full; undefined when there is none of that name. */
export function describeAction(name: string): string | undefined {
  const [action, page] = [findAction(name), actionPages.get(name)];
  if (action === undefined || page === undefined) return undefined;
  const { properties = {}, required = [] } = action.input;
  const needed = Array.isArray(required) ? required : [];
  const inputs = Object.keys(properties ?? {}).map((input) => (needed.includes(input) ? input : `[${input}]`));
  const step = { uses: name, ...(Object.keys(page.example).length === 0 ? {} : { with: page.example }) };
  return [
    `${name}: ${action.summary.en}.`,
    `Risk ${action.risk} at least. ${action.undo.en}`,
    `Inputs: ${inputs.join(', ') || 'none'}. Outputs: ${Object.keys(page.outputs).join(', ') || 'none'}.`,
    '',
    stringify([step], { lineWidth: 0 }).trimEnd(),
    '',
    `In full: docs/actions/${name}.md`,
    '',
  ].join('\n');
}

import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
import { isServerExpression, serverValue } from '../expand-step.js';
import { findServer } from '../find-server.js';
import { everyStep } from '../number-steps.js';
import { serversWithin } from '../placement.js';
import { findTemplates, type Template, textsWithTemplates } from '../templates.js';
import type { LintRule, LintSubject } from './lint-subject.js';

/** Every `${{ … }}` has a value: inputs in the library only, servers in the inputs and names of steps that have one. */
export const templatesResolve: LintRule = (subject) => {
  const { metadata, spec } = subject.runbook;
  const { inputs: _, triggers: __, ...rest } = spec;
  const { source: ___, ...described } = metadata;
  return textsWithTemplates({ metadata: described, spec: rest }).flatMap(({ path, text }) =>
    findTemplates(text).flatMap((template) => judge(template, path, subject)),
  );
};

function judge({ expression, raw }: Template, path: Path, subject: LintSubject): Finding[] {
  const at = { path, part: 'value' } as const;
  if (expression?.startsWith('inputs.') === true)
    return judgeInput(expression.slice('inputs.'.length), { raw, path, subject });
  if (expression === undefined || !isServerExpression(expression)) {
    const hint = `Write \${{ inputs.NAME }} (in the library), or \${{ server.name }}, .host, .port, .environment, .tags.TAG.`;
    const message =
      expression === undefined ? 'a template starts here and does not end' : `${raw} is not a template of this version`;
    return [{ ...at, code: 'unresolved-template', message, hint }];
  }
  const owner = everyStep(subject.runbook).findLast((any) => any.path.every((part, index) => part === path[index]));
  const key = owner === undefined ? undefined : path[owner.path.length];
  if (owner === undefined || (key !== 'with' && key !== 'name')) {
    return [
      {
        ...at,
        code: 'unresolved-template',
        message: `${raw} has no server here`,
        hint: 'Use it in the name or inputs of a step.',
      },
    ];
  }
  if (owner.of.step.on === 'controller') {
    const hint = 'Remove "on: controller", or write the value out.';
    return [{ ...at, code: 'unresolved-template', message: `${raw} has no value on the controller`, hint }];
  }
  return missingTags(expression, { raw, path, subject, servers: serversWithin(owner.of.step, subject.runbook) });
}

interface Place {
  readonly raw: string;
  readonly path: Path;
  readonly subject: LintSubject;
}

function judgeInput(name: string, { raw, path, subject }: Place): Finding[] {
  if (subject.as === 'change') {
    const hint = 'Write the value out.';
    return [{ code: 'unbound-input', path, part: 'value', message: `${raw} has no value in a change`, hint }];
  }
  const declared = subject.runbook.spec.inputs ?? {};
  if (Object.hasOwn(declared, name)) return [];
  const message = `the runbook has no input ${JSON.stringify(name)}`;
  return [{ code: 'unknown-input', path, part: 'value', message, hint: suggestName(name, Object.keys(declared)) }];
}

function missingTags(
  expression: string,
  { raw, path, subject, servers }: Place & { readonly servers: readonly string[] },
): Finding[] {
  const { inventory } = subject;
  // Only tags can be missing; every server has a name, a host, a port and an environment.
  if (inventory === undefined || !expression.startsWith('server.tags.')) return [];
  const without = servers.filter((name) => {
    const server = findServer(inventory, name);
    return server !== undefined && serverValue(expression, { ...server, name }) === undefined;
  });
  if (without.length === 0) return [];
  const message = `${raw} has no value on ${without.join(', ')}`;
  return [
    { code: 'unresolved-template', path, part: 'value', message, hint: 'Give the server that tag in the inventory.' },
  ];
}

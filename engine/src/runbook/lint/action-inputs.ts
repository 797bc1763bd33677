import { checkAgainstSchema, type Finding, suggestName } from '@chatops-commander/schemas';
import { expandedInputs } from '../expanded-inputs.js';
import { isFrom } from '../expressions/output-reference.js';
import { type AnyStep, everyStep } from '../number-steps.js';
import type { LintRule, LintSubject } from './lint-subject.js';

/** Actions that exist, with inputs that they accept: checked as they will be on each server. */
export const actionInputs: LintRule = (subject) => everyStep(subject.runbook).flatMap((any) => inStep(any, subject));

function inStep(any: AnyStep, subject: LintSubject): Finding[] {
  const { step, path } = any;
  const action = subject.findAction(step.uses);
  if (action === undefined) {
    const hint = suggestName(step.uses, subject.actionNames);
    return [
      {
        code: 'unknown-action',
        path: [...path, 'uses'],
        part: 'value',
        message: { en: `there is no action ${step.uses}`, fr: `l'action ${step.uses} n'existe pas` },
        hint,
      },
    ];
  }
  for (const { server, inputs } of expandedInputs(any, subject)) {
    const check = checkAgainstSchema<object>(action.input, inputs);
    if (check.ok) continue;
    const findings = check.findings
      .filter((finding) => !isYetToBind(inputs, finding.path))
      .map((finding) => ({
        ...finding,
        path: [...path, 'with', ...finding.path],
        hint: {
          en: `${finding.hint.en} docs/actions/${step.uses}.md has its inputs.`.trimStart(),
          fr: `${finding.hint.fr} docs/actions/${step.uses}.md donne ses entrées.`.trimStart(),
        },
        message:
          server === undefined
            ? finding.message
            : { en: `on ${server}, ${finding.message.en}`, fr: `sur ${server}, ${finding.message.fr}` },
      }));
    // One server is enough to show what is wrong.
    if (findings.length > 0) return findings;
  }
  return [];
}

/** A template or a value of the run cannot be judged before it is there; binding it, or the rules on both, will. */
function isYetToBind(inputs: unknown, path: Finding['path']): boolean {
  let value = inputs;
  for (const part of path) {
    if (isFrom(value)) return true;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return isFrom(value) || (typeof value === 'string' && value.includes('${{'));
}

import type { Finding, Path, Step } from '@chatops-commander/schemas';
import { type AnyStep, everyStep } from '../number-steps.js';
import type { LintRule } from './lint-subject.js';

/** Parts of the format that this version would silently not do; said plainly, before anybody approves them. */
export const unsupportedFeatures: LintRule = ({ runbook }) => {
  const { strategy, watch } = runbook.spec;
  return [
    ...(watch === undefined
      ? []
      : [notYet(['spec', 'watch'], 'watch', 'Remove it; check once with an http.check step.')]),
    ...(strategy?.health === undefined
      ? []
      : [
          notYet(
            ['spec', 'strategy', 'health'],
            'strategy.health',
            'Remove it; the last step of each batch can be the check.',
          ),
        ]),
    ...everyStep(runbook).flatMap(inStep),
  ];
};

const stepKeys = {
  if: 'Remove it; write a runbook for each case.',
  assert: 'Remove it; an action that fails stops the run.',
  probe: 'Remove it.',
} as const satisfies Partial<Record<keyof Step, string>>;

function inStep({ step, path, undoes }: AnyStep): Finding[] {
  const keys = Object.entries(stepKeys)
    .filter(([key]) => Object.hasOwn(step, key))
    .map(([key, hint]) => notYet([...path, key], key, hint));
  const inUndo = undoes
    ? (['on', 'rollback'] as const)
        .filter((key) => step[key] !== undefined)
        .map((key) =>
          notYet([...path, key], `"${key}" in a rollback step`, 'Remove it; rollback steps run where their step ran.'),
        )
    : [];
  const waits = /^(wait|gate)\./.test(step.uses)
    ? [notYet([...path, 'uses'], step.uses, 'Split the runbook in two.')]
    : [];
  return [...keys, ...inUndo, ...waits, ...boundValues(step.with, [...path, 'with'])];
}

/** `{ from: steps.ID.outputs.NAME }`: a value of the run. */
function boundValues(value: unknown, path: Path): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => boundValues(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'from' && typeof first[1] === 'string' && first[1].startsWith('steps.')) {
    return [notYet([...path, 'from'], 'passing the output of a step on ({ from: … })', 'Write the value out.')];
  }
  return entries.flatMap(([key, item]) => boundValues(item, [...path, key]));
}

function notYet(path: Path, feature: string, hint: string): Finding {
  return {
    code: 'not-supported-yet',
    path,
    part: 'key',
    message: `${feature} is not supported by this version yet`,
    hint,
  };
}

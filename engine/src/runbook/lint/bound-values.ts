import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
import { isFrom, outputReference } from '../expressions/output-reference.js';
import { type AnyStep, everyStep, numberSteps } from '../number-steps.js';
import { visibilityOf } from '../visible-outputs.js';
import type { LintRule, LintSubject } from './lint-subject.js';

/** `{ from: steps.ID.outputs.NAME }`: only as a whole input that its action marks bindable, and only from earlier on. */
export const boundValues: LintRule = (subject) =>
  everyStep(subject.runbook).flatMap((any) =>
    Object.entries(any.step.with ?? {}).flatMap(([input, value]) =>
      isFrom(value)
        ? inInput({ input, value, path: [...any.path, 'with', input] }, any, subject)
        : nestedIn(value, [...any.path, 'with', input]),
    ),
  );

interface Bound {
  readonly input: string;
  readonly value: { readonly from: unknown };
  readonly path: Path;
}

function inInput({ input, value, path }: Bound, any: AnyStep, { runbook, findAction }: LintSubject): Finding[] {
  const at = [...path, 'from'];
  const bindable = findAction(any.step.uses)?.bindable ?? [];
  if (!bindable.includes(input) || any.undoes || any.looks) return [notBindable(at, any.step.uses, bindable)];
  const reference = outputReference(value);
  if (reference === undefined) {
    const message = 'this is no output of a step';
    return [{ code: 'bad-format', path: at, part: 'value', message, hint: 'Write steps.ID.outputs.NAME.' }];
  }
  const steps = numberSteps(runbook);
  const earlier = steps.slice(
    0,
    steps.findIndex(({ id }) => id === any.of.id),
  );
  const from = earlier.find(({ id }) => id === reference.step);
  if (from === undefined) {
    const message = `no earlier step is called ${JSON.stringify(reference.step)}`;
    const ids = earlier.map(({ id }) => id);
    return [{ code: 'unknown-step', path: at, part: 'value', message, hint: suggestName(reference.step, ids) }];
  }
  if (visibilityOf(from.step, any.of.step, runbook) !== 'unclear') return [];
  const message = `"${reference.step}" runs on several servers, and it is not clear which of them is meant here`;
  const hint = 'Run this step on the same servers, or that one with "on: first".';
  return [{ code: 'wrong-place', path: at, part: 'value', message, hint }];
}

function nestedIn(value: unknown, path: Path): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isFrom(value) && typeof value.from === 'string' && value.from.startsWith('steps.')) {
    const message = 'a value of the run stands for a whole input, never inside of one';
    return [{ code: 'not-bindable', path: [...path, 'from'], part: 'key', message, hint: 'Write the value out.' }];
  }
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => nestedIn(item, [...path, key]));
}

function notBindable(path: Path, uses: string, bindable: readonly string[]): Finding {
  const which = bindable.length === 0 ? 'none of its inputs does' : `only ${bindable.join(', ')} of its inputs do`;
  return {
    code: 'not-bindable',
    path,
    part: 'key',
    message: `${uses} takes no value of the run here; ${which}`,
    hint: 'Write the value out.',
  };
}

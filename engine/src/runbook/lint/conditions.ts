import type { Finding, Path } from '@chatops-commander/schemas';
import { suggestName } from '@chatops-commander/schemas';
import { checkExpression, type Reference } from '../expressions/check-expression.js';
import { type AnyStep, everyStep, numberSteps } from '../number-steps.js';
import { placementOf } from '../placement.js';
import type { Localized } from '../../actions/action.js';
import { visibilityOf } from '../visible-outputs.js';
import { noEarlierStep, noInput, onSeveralServers } from './shared-words.js';
import type { LintRule, LintSubject } from './lint-subject.js';

/** Conditions that can be parsed, give true or false, and speak only of what is there when they are evaluated. */
export const conditions: LintRule = (subject) =>
  everyStep(subject.runbook).flatMap((any) =>
    expressionsOf(any).flatMap((expression) => inExpression(expression, any, subject)),
  );

interface Expression {
  readonly text: string;
  readonly path: Path;
  /** It is evaluated on what the step, or its probe, gave out. */
  readonly onOutputs: boolean;
}

function expressionsOf({ step, path, looks }: AnyStep): readonly Expression[] {
  if (looks) return [];
  const inputs: Readonly<Record<string, unknown>> = step.with ?? {};
  const condition = step.uses === 'wait.until' ? inputs.condition : undefined;
  return [
    ...(step.if === undefined ? [] : [{ text: step.if, path: [...path, 'if'], onOutputs: false }]),
    ...(step.assert === undefined ? [] : [{ text: step.assert, path: [...path, 'assert'], onOutputs: true }]),
    ...(typeof condition === 'string'
      ? [{ text: condition, path: [...path, 'with', 'condition'], onOutputs: true }]
      : []),
  ];
}

function inExpression({ text, path, onOutputs }: Expression, any: AnyStep, subject: LintSubject): Finding[] {
  const wrong = (message: Localized, hint: Localized, at = 0): Finding[] => [
    { code: 'bad-condition', path, part: 'value', message, hint, at },
  ];
  if (text.includes('${{'))
    return wrong(
      { en: 'a condition takes no templates', fr: 'une condition ne contient pas de modèle' },
      {
        en: 'Write inputs.NAME and server.NAME without ${{ }}.',
        fr: 'Écrivez inputs.NOM et server.NOM sans ${{ }}.',
      },
      text.indexOf('${{'),
    );
  const server = placementOf(any.of.step).kind !== 'controller';
  const checked = checkExpression(text, { server, outputs: onOutputs, inputs: subject.as === 'library' });
  if (checked.kind === 'wrong') return wrong(checked.mistake.message, checked.mistake.hint, checked.mistake.at);
  const declared = Object.keys(subject.runbook.spec.inputs ?? {});
  return [
    ...checked.inputs.flatMap(({ name, at }) =>
      declared.includes(name) ? [] : wrong(noInput(name), suggestName(name, declared), at),
    ),
    ...checked.steps.flatMap((reference) => inReference(reference, any, subject, wrong)),
  ];
}

function inReference(
  { name, at }: Reference,
  any: AnyStep,
  { runbook }: LintSubject,
  wrong: (message: Localized, hint: Localized, at: number) => Finding[],
): Finding[] {
  const steps = numberSteps(runbook);
  const earlier = steps.slice(
    0,
    steps.findIndex(({ id }) => id === any.of.id),
  );
  const step = earlier.find(({ id }) => id === name);
  if (step === undefined) {
    const there = steps.some(({ id }) => id === name);
    const message = there ? comesLater(name) : noEarlierStep(name);
    const ids = earlier.map(({ id }) => id);
    return wrong(message, there ? putBefore : suggestName(name, ids), at);
  }
  if (visibilityOf(step.step, any.of.step, runbook) !== 'unclear') return [];
  const { message, hint } = onSeveralServers(name);
  return wrong(message, hint, at);
}

const comesLater = (name: string): Localized => ({
  en: `the step "${name}" comes only later`,
  fr: `l'étape « ${name} » ne vient que plus tard`,
});
const putBefore: Localized = { en: 'Put it before this one.', fr: 'Mettez-la avant celle-ci.' };

import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
import { isFrom, outputReference } from '../expressions/output-reference.js';
import { type AnyStep, everyStep, numberSteps } from '../number-steps.js';
import type { Localized } from '../../actions/action.js';
import { visibilityOf } from '../visible-outputs.js';
import { noEarlierStep, onSeveralServers, writeOut } from './shared-words.js';
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
    const message = { en: 'this is no output of a step', fr: "ce n'est la sortie d'aucune étape" };
    return [
      {
        code: 'bad-format',
        path: at,
        part: 'value',
        message,
        hint: { en: 'Write steps.ID.outputs.NAME.', fr: 'Écrivez steps.ID.outputs.NOM.' },
      },
    ];
  }
  const steps = numberSteps(runbook);
  const earlier = steps.slice(
    0,
    steps.findIndex(({ id }) => id === any.of.id),
  );
  const from = earlier.find(({ id }) => id === reference.step);
  if (from === undefined) {
    const message = noEarlierStep(reference.step);
    const ids = earlier.map(({ id }) => id);
    return [{ code: 'unknown-step', path: at, part: 'value', message, hint: suggestName(reference.step, ids) }];
  }
  if (visibilityOf(from.step, any.of.step, runbook) !== 'unclear') return [];
  return [{ code: 'wrong-place', path: at, part: 'value', ...onSeveralServers(reference.step) }];
}

function nestedIn(value: unknown, path: Path): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isFrom(value) && typeof value.from === 'string' && value.from.startsWith('steps.')) {
    const message = {
      en: 'a value of the run stands for a whole input, never inside of one',
      fr: "une valeur de l'exécution tient lieu d'une entrée entière, jamais d'une partie",
    };
    return [{ code: 'not-bindable', path: [...path, 'from'], part: 'key', message, hint: writeOut }];
  }
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) => nestedIn(item, [...path, key]));
}

function notBindable(path: Path, uses: string, bindable: readonly string[]): Finding {
  const none = bindable.length === 0;
  const which: Localized = {
    en: none ? 'none of its inputs does' : `only ${bindable.join(', ')} of its inputs do`,
    fr: none ? "aucune de ses entrées ne l'accepte" : `seules ${bindable.join(', ')} de ses entrées l'acceptent`,
  };
  return {
    code: 'not-bindable',
    path,
    part: 'key',
    message: {
      en: `${uses} takes no value of the run here; ${which.en}`,
      fr: `${uses} n'accepte pas de valeur de l'exécution ici ; ${which.fr}`,
    },
    hint: writeOut,
  };
}

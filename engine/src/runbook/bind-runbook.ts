import {
  checkRunbook,
  formatPath,
  type Input,
  nearest,
  type Runbook,
  type Source,
  type Step,
} from '@chatops-commander/schemas';
import type { CatalogEntry } from '../planner/planner.js';
import { bindInput, type InputProblem, type InputValue } from './bind-input.js';
import { bindExpression } from './expressions/bind-expression.js';
import { placementOf } from './placement.js';
import { everyStep } from './number-steps.js';
import { expandTemplates, findTemplates, textsWithTemplates } from './templates.js';

export interface RunbookBinding {
  readonly entry: CatalogEntry;
  /** Values by input name; texts are taken for numbers and truth values where the input is one. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the targets. */
  readonly servers: readonly string[];
  /** Of the new runbook. */
  readonly name: string;
  /** Instead of the template's own title. */
  readonly title?: Runbook['metadata']['title'];
  /** The template's path and blob are added here. */
  readonly source?: Source;
}

export type BoundRunbook =
  | { readonly ok: true; readonly runbook: Runbook }
  | {
      readonly ok: false;
      /** Inputs that have no value yet; `servers` when there are no targets and some step needs them. */
      readonly missing: readonly string[];
      readonly problems: readonly InputProblem[];
    };

/**
 * Makes a change out of a library runbook: inputs filled in, targets named, triggers dropped, provenance noted. Values
 * are placed into values, never into text that is parsed again, so that no input can add a step.
 */
export function bindRunbook(binding: RunbookBinding): BoundRunbook {
  const { entry, servers, source } = binding;
  const template = entry.runbook;
  const { values, missing, problems } = bindInputs(template, binding.inputs);
  if (servers.length === 0 && needsTargets(template)) missing.push('servers');
  if (missing.length > 0 || problems.length > 0) return { ok: false, missing, problems };

  const { inputs: _, triggers: __, targets: ___, ...spec } = template.spec;
  const { title, description, labels } = template.metadata;
  const expand = (value: unknown): unknown => expandTemplates(withoutAbsent(value, values), (name) => values.get(name));
  const check = checkRunbook(
    withoutUndefined({
      apiVersion: template.apiVersion,
      kind: template.kind,
      metadata: withoutUndefined({
        name: binding.name,
        title: binding.title ?? expand(title),
        description: expand(description),
        labels,
        source: source && { ...source, template: entry.path, templateBlob: entry.blob },
      }),
      spec: withoutUndefined({
        targets: servers.length > 0 ? { servers: [...new Set(servers)] } : undefined,
        ...spec,
        watch: expand(spec.watch),
        before: bindSteps(spec.before, expand, values),
        steps: bindSteps(spec.steps, expand, values),
        after: bindSteps(spec.after, expand, values),
      }),
    }),
  );
  if (check.ok) return { ok: true, runbook: check.value };
  return {
    ok: false,
    missing: [],
    problems: check.findings.map(({ path, message }) => ({
      input: formatPath(path),
      message,
    })),
  };
}

/** Conditions are parsed, and take values as literals; everything else is filled in as text. */
function bindSteps(
  steps: readonly Step[] | undefined,
  expand: (value: unknown) => unknown,
  values: ReadonlyMap<string, InputValue>,
): readonly unknown[] | undefined {
  return steps?.map((step) => {
    const { if: condition, assert, ...rest } = step;
    const inputs: Readonly<Record<string, unknown>> = step.with ?? {};
    const awaited = step.uses === 'wait.until' && typeof inputs.condition === 'string' ? inputs.condition : undefined;
    const bound = expand(awaited === undefined ? rest : { ...rest, with: withoutKey(inputs, 'condition') });
    return withoutUndefined({
      ...asObject(bound),
      ...(awaited === undefined
        ? {}
        : { with: { ...asObject(asObject(bound).with), condition: bindExpression(awaited, values) } }),
      if: condition && bindExpression(condition, values),
      assert: assert && bindExpression(assert, values),
    });
  });
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const withoutKey = (value: object, key: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

interface BoundInputs {
  /** By expression: `inputs.NAME`. */
  readonly values: Map<string, InputValue>;
  readonly missing: string[];
  readonly problems: InputProblem[];
}

function bindInputs(template: Runbook, given: RunbookBinding['inputs']): BoundInputs {
  const declared = template.spec.inputs ?? {};
  const bound: BoundInputs = { values: new Map(), missing: [], problems: unknownInputs(declared, given) };
  const inTexts = inputsInTexts(template);
  for (const [name, input] of Object.entries(declared)) {
    const value = (Object.hasOwn(given, name) ? given[name] : undefined) ?? input.default;
    if (value === undefined) {
      if (input.required === true || inTexts.has(`inputs.${name}`)) bound.missing.push(name);
      continue;
    }
    const result = bindInput(input, value);
    if (result.kind === 'bound') bound.values.set(`inputs.${name}`, result.value);
    else bound.problems.push({ input: name, message: result.message });
  }
  return bound;
}

function unknownInputs(declared: Readonly<Record<string, Input>>, given: RunbookBinding['inputs']): InputProblem[] {
  return Object.keys(given)
    .filter((name) => !Object.hasOwn(declared, name))
    .map((name) => {
      const [near] = nearest(name, Object.keys(declared), 1);
      const en =
        near === undefined ? 'this runbook has no such input' : `this runbook has no such input; did you mean ${near}?`;
      const fr =
        near === undefined
          ? "ce runbook n'a pas ce paramètre"
          : `ce runbook n'a pas ce paramètre ; vouliez-vous dire ${near} ?`;
      return { input: name, message: { en, fr } };
    });
}

/** Inputs that stand inside a longer text or in a list, which would become another one without them. */
function inputsInTexts({ metadata, spec }: Runbook): ReadonlySet<string> {
  const { before, steps, after } = spec;
  const texts = textsWithTemplates({ title: metadata.title, description: metadata.description, before, steps, after });
  return new Set(
    texts.flatMap(({ path, text }) =>
      findTemplates(text)
        .filter(({ raw }) => raw !== text || typeof path.at(-1) === 'number')
        .flatMap(({ expression }) => expression ?? []),
    ),
  );
}

/** An optional input without a value takes its whole key along: the action's own default applies. */
function withoutAbsent(value: unknown, values: ReadonlyMap<string, InputValue>): unknown {
  const isAbsent = (item: unknown): boolean => {
    if (typeof item !== 'string') return false;
    const [only] = findTemplates(item);
    return only?.raw === item && only.expression?.startsWith('inputs.') === true && !values.has(only.expression);
  };
  if (Array.isArray(value)) return value.map((item) => withoutAbsent(item, values));
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, item]) => !isAbsent(item));
  return Object.fromEntries(present.map(([key, item]) => [key, withoutAbsent(item, values)]));
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function needsTargets(template: Runbook): boolean {
  return everyStep(template).some(({ of, undoes, step }) => {
    const { kind } = placementOf(undoes ? of.step : step);
    return kind === 'targets' || kind === 'first';
  });
}

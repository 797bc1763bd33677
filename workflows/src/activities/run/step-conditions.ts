import type { Localized, Outputs } from '@chatops-commander/engine/actions/action';
import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { Outcomes } from '@chatops-commander/engine/records/outcomes';
import { stepsNamedIn } from '@chatops-commander/engine/runbook/expressions/check-expression';
import { evaluateExpression } from '@chatops-commander/engine/runbook/expressions/evaluate-expression';
import { outputReference } from '@chatops-commander/engine/runbook/expressions/output-reference';
import { findServer } from '@chatops-commander/engine/runbook/find-server';
import { visibilityOf } from '@chatops-commander/engine/runbook/visible-outputs';
import type { Step } from '@chatops-commander/schemas';
import type { RunContent } from './run-contexts.js';
import { failedBefore } from './step-standing.js';

export interface ConditionDeps {
  readonly outcomes: Pick<Outcomes, 'seenFrom'>;
}
/** One step, where and in which execution. */
export interface ConditionPlace {
  readonly server: string;
  readonly stepId: string;
  readonly execution: string;
  readonly context: RunContent;
}

/** A step with what it may know of the steps before it. */
export interface ConditionedStep {
  /** Undefined: it is to run. Otherwise why it does not: its condition does not hold, or cannot be told. */
  readonly stays: StepOutcome | undefined;
  /** Inputs that come from earlier steps, by name. */
  readonly bound: Readonly<Record<string, unknown>>;
  /** The outcome, or a failure when the step's assertion does not hold on its outputs. */
  judge(outcome: StepOutcome): StepOutcome;
  /** Whether a condition holds on these outputs; otherwise why not. */
  unmet(condition: string, outputs: Outputs): Localized | undefined;
}

/** Reads what a step's conditions and bound inputs speak of, and judges whether it runs. */
export async function conditionsOf(place: ConditionPlace, deps: ConditionDeps): Promise<ConditionedStep> {
  const { server: name, stepId, context } = place;
  const step = context.steps.get(stepId)?.step ?? { uses: '' };
  const known = findServer(context.inventory, name);
  const steps = await earlierOutputs(step, place, deps);
  const server = known === undefined ? undefined : { ...known, name };

  const unmet = (text: string, outputs: Outputs | undefined): Localized | undefined => {
    const verdict = evaluateExpression(text, { server, steps, ...(outputs === undefined ? {} : { outputs }) });
    if (verdict.kind === 'true') return undefined;
    return verdict.kind === 'error' ? verdict.because : sayUnmet(text);
  };
  return {
    ...bind(step, steps),
    unmet,
    judge(outcome) {
      if (step.assert === undefined || (outcome.kind !== 'done' && outcome.kind !== 'already-so')) return outcome;
      const reason = unmet(step.assert, outcome.outputs);
      if (reason === undefined) return outcome;
      const { outputs, durationMs } = outcome;
      const traces = outcome.kind === 'done' ? tracesOf(outcome) : {};
      return {
        kind: 'failed',
        reason,
        outputs,
        durationMs,
        started: outcome.kind === 'done' && outcome.changed,
        ...traces,
      };
    },
  };

  function bind(of: Step, outputs: EarlierOutputs): Pick<ConditionedStep, 'stays' | 'bound'> {
    if (of.if !== undefined) {
      const verdict = evaluateExpression(of.if, { server, steps: outputs });
      if (verdict.kind === 'error') return { stays: failedBefore(verdict.because), bound: {} };
      if (verdict.kind === 'false') return { stays: skipped(of.if), bound: {} };
    }
    const bound: Record<string, unknown> = {};
    for (const [input, { step: from, output }] of boundInputs(of)) {
      const value = outputs[from]?.[output];
      if (!isPlain(value)) return { stays: failedBefore(sayMissing(input, from, output)), bound: {} };
      bound[input] = value;
    }
    return { stays: undefined, bound };
  }
}

/** The step with the values of the run in their places. */
export function withBound(step: Step, bound: ConditionedStep['bound']): Step {
  return step.with === undefined ? step : { ...step, with: { ...step.with, ...bound } };
}

/** An id, a digest or a number: nothing that could be read as a line, an option or a path that climbs. */
function isPlain(value: unknown): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,299}$/.test(value) && !value.includes('..');
}

type EarlierOutputs = Readonly<Record<string, Outputs | undefined>>;

async function earlierOutputs(step: Step, place: ConditionPlace, deps: ConditionDeps): Promise<EarlierOutputs> {
  const { context, execution, server } = place;
  const inputs: Readonly<Record<string, unknown>> = step.with ?? {};
  const texts = [step.if, step.assert, inputs.condition].filter((text) => typeof text === 'string');
  const named = [...texts.flatMap(stepsNamedIn), ...boundInputs(step).map(([, reference]) => reference.step)];
  const wanted = [...new Set(named)].filter((id) => context.steps.has(id));
  if (wanted.length === 0) return {};
  const seen = (id: string) => visibilityOf(context.steps.get(id)?.step ?? step, step, context.runbook);
  const rows = await deps.outcomes.seenFrom({
    runId: execution,
    server,
    own: wanted.filter((id) => seen(id) === 'own'),
    only: wanted.filter((id) => seen(id) === 'only'),
  });
  const outputs = new Map(
    rows.flatMap(({ stepId, result }) =>
      result?.kind === 'done' || result?.kind === 'already-so' ? [[stepId, result.outputs] as const] : [],
    ),
  );
  return Object.fromEntries(wanted.map((id) => [id, outputs.get(id)]));
}

function boundInputs(step: Step) {
  return Object.entries(step.with ?? {}).flatMap(([input, value]) => {
    const reference = outputReference(value);
    return reference === undefined ? [] : [[input, reference] as const];
  });
}

function tracesOf({ undo, backup }: Extract<StepOutcome, { kind: 'done' }>) {
  return { ...(undo === undefined ? {} : { undo }), ...(backup === undefined ? {} : { backup }) };
}

const skipped = (condition: string): StepOutcome => ({
  kind: 'skipped',
  durationMs: 0,
  reason: { en: `it is not the case that ${condition}`, fr: `la condition ${condition} n'est pas remplie` },
});
const sayUnmet = (condition: string): Localized => ({
  en: `it should hold that ${condition}, and it does not`,
  fr: `la condition ${condition} devrait être remplie, et ne l'est pas`,
});
const sayMissing = (input: string, step: string, output: string): Localized => ({
  en: `the input "${input}" comes from ${step}, which gave no plain ${output} out`,
  fr: `le paramètre « ${input} » vient de ${step}, qui n'a pas fourni de ${output} simple`,
});

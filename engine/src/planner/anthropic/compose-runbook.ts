import { checkRunbook, formatPath, type Runbook, type Source, type Step } from '@chatops-commander/schemas';
import type { FindAction } from '../../runbook/find-action.js';
import { mayReadDirectly } from '../../runbook/direct-reading.js';
import { lintRunbook } from '../../runbook/lint-runbook.js';
import { serializeRunbook } from '../../runbook/serialize-runbook.js';
import { sourceOf } from '../matching/bind-entry.js';
import type { PlanContext } from '../planner.js';
import { publishedForm, type WireRunbook } from './wire-plan.js';

export type Judged<T> =
  | { readonly kind: 'fine'; readonly value: T }
  /** In words for the model; nothing of it is for people. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

export interface ComposedFor {
  readonly context: PlanContext;
  readonly planner: string;
  readonly findAction: FindAction;
  readonly looks: number;
}

/**
 * The steps that a model wrote → a runbook of ours: the published schema, then the linter with inventory and policy.
 * Where it comes from is written by us, whatever the model said.
 */
export function composeRunbook(wire: WireRunbook | undefined, by: ComposedFor, as: 'change' | 'look'): Judged<Runbook> {
  if (wire === undefined) return wrong('a runbook is missing');
  let form: object;
  try {
    form = publishedForm(wire);
  } catch (error) {
    return wrong(`a value given as json is none: ${error instanceof Error ? error.message : String(error)}`);
  }
  const check = checkRunbook(form);
  if (!check.ok) return wrong(...check.findings.map(({ path, message }) => `${formatPath(path)}: ${message.en}`));
  const { apiVersion, kind, metadata, spec } = check.value;
  const runbook: Runbook = {
    apiVersion,
    kind,
    metadata: { ...metadata, source: modelSource(by) },
    spec: as === 'look' ? { ...spec, steps: numbered(spec.steps, by.looks + 1) } : spec,
  };
  const problems = lintProblems(runbook, by);
  return problems.length > 0 ? wrong(...problems) : { kind: 'fine', value: runbook };
}

/** What somebody reads who asks where a runbook came from. */
export const modelSource = ({ context, planner }: Pick<ComposedFor, 'context' | 'planner'>): Source => ({
  ...sourceOf(context),
  planner,
});

/** All that the linter holds against a runbook, and addresses that policy lets nobody ask. */
export function lintProblems(runbook: Runbook, { context, findAction }: ComposedFor): readonly string[] {
  const { inventory, policy } = context;
  const text = serializeRunbook(runbook);
  const { problems } = lintRunbook({ text, file: 'changes/planned.yaml', as: 'change', inventory, policy, findAction });
  const found = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message, hint }) => `${path}: ${message}. ${hint}`);
  if (found.length > 0 || policy === undefined) return found;
  const reading = mayReadDirectly({ runbook, inventory, policy, role: 'admin', findAction });
  return reading.kind === 'refused' ? [reading.because.en] : [];
}

/** Outcomes are kept by step: names that no earlier looking used. */
const numbered = (steps: readonly Step[], look: number): Step[] =>
  steps.map((step, index) => ({ ...step, id: `look${look}_${index + 1}` }));

/** How often a request was looked into, told from the names of the steps that did. */
export const looksBefore = ({ findings }: Pick<PlanContext, 'findings'>): number =>
  Math.max(0, ...findings.map(({ step }) => Number(/^look(\d+)_/.exec(step)?.[1] ?? 1)));

const wrong = (...problems: readonly string[]): { readonly kind: 'wrong'; readonly problems: readonly string[] } => ({
  kind: 'wrong',
  problems,
});

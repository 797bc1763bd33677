import type { Runbook, Step } from '@chatops-commander/schemas';
import type { PlannedRunbook } from './planner.js';
import { inSentence } from './say-names.js';
import { sayPlan } from './say-plan.js';

/** Several readings asked for in one sentence as one runbook, in order; undefined when they are for different servers. */
export function combineReadings(plans: readonly PlannedRunbook[]): PlannedRunbook | undefined {
  const [first, ...others] = plans;
  if (first === undefined) return undefined;
  const targets = JSON.stringify(first.runbook.spec.targets);
  if (others.some(({ runbook }) => JSON.stringify(runbook.spec.targets) !== targets)) return undefined;
  const steps = plans.flatMap(({ runbook: { spec } }) => [
    ...(spec.before ?? []),
    ...spec.steps,
    ...(spec.after ?? []),
  ]);
  const { metadata, spec } = first.runbook;
  const { before: _before, after: _after, ...rest } = spec;
  const runbook: Runbook = {
    ...first.runbook,
    metadata: { ...metadata, title: titleOf(plans) },
    spec: { ...rest, steps: withUniqueIds(steps) },
  };
  if (others.length === 0) return first;
  const servers = runbook.spec.targets?.servers ?? [];
  return { ...first, runbook, message: sayPlan({ title: titleOf(plans), servers, reads: true, corrected: [] }) };
}

function titleOf(plans: readonly PlannedRunbook[]): { en: string; fr: string } {
  const titles = plans.map(({ runbook: { metadata } }, at) => {
    const { title } = metadata;
    const both = typeof title === 'string' ? { en: title, fr: title } : title;
    return at === 0 ? both : inSentence(both);
  });
  return { en: titles.map(({ en }) => en).join(', then '), fr: titles.map(({ fr }) => fr).join(', puis ') };
}

function withUniqueIds(steps: readonly Step[]): Step[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    if (step.id === undefined) return step;
    const count = (seen.get(step.id) ?? 0) + 1;
    seen.set(step.id, count);
    return count === 1 ? step : { ...step, id: `${step.id}_${count}` };
  });
}

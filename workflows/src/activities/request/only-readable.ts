import type { Runbook, Step } from '@chatops-commander/schemas';

/**
 * The runbook with the steps alone that may run straight away, each judged by itself in every phase; undefined when
 * none of its main steps may, or when what is left may not run as a whole.
 */
export function onlyReadable(runbook: Runbook, mayRun: (part: Runbook) => boolean): Runbook | undefined {
  const { before, steps, after, ...rest } = runbook.spec;
  const readable = (phase: readonly Step[]): Step[] =>
    phase.filter((step) => mayRun({ ...runbook, spec: { ...rest, steps: [step] } }));
  const kept: Runbook = {
    ...runbook,
    spec: {
      ...rest,
      ...(before === undefined ? {} : { before: readable(before) }),
      steps: readable(steps),
      ...(after === undefined ? {} : { after: readable(after) }),
    },
  };
  return kept.spec.steps.length > 0 && mayRun(kept) ? kept : undefined;
}

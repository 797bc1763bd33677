import type { Path, Runbook, Step } from '@chatops-commander/schemas';

export type Phase = 'before' | 'steps' | 'after';

/** A step with the id under which jobs, outputs and reports know it. */
export interface NumberedStep {
  readonly id: string;
  readonly phase: Phase;
  readonly step: Step;
  /** Where it stands in the file. */
  readonly path: Path;
}

/** Any step of the file: those that undo another one, the probes of waits, and what is watched, included. */
export interface AnyStep {
  readonly step: Step;
  readonly path: Path;
  /** The step of the plan that this is, that it undoes, or whose end it looks for; the watch itself. */
  readonly of: NumberedStep;
  readonly undoes: boolean;
  /** It only looks, for a step that waits or for the whole run. */
  readonly looks: boolean;
}

const phases: readonly Phase[] = ['before', 'steps', 'after'];

/**
 * The steps of the plan in the order of the file: before, steps, after. One without an id is named `s` and its place,
 * counted from 1 over all three, so that the same text always gives the same ids.
 */
export function numberSteps(runbook: Runbook): NumberedStep[] {
  const flat = phases.flatMap((phase) =>
    (runbook.spec[phase] ?? []).map((step, index) => ({ phase, step, path: ['spec', phase, index] })),
  );
  const taken = new Set(flat.map(({ step }) => step.id));
  return flat.map((placed, index) => ({ ...placed, id: placed.step.id ?? freeId(`s${index + 1}`, taken) }));
}

/** Every step of the file: those of the plan, each followed by the ones that undo it and the probe; then the watch. */
export function everyStep(runbook: Runbook): AnyStep[] {
  const planned = numberSteps(runbook).flatMap((of) => [
    { step: of.step, path: of.path, of, undoes: false, looks: false },
    ...undoing(of.step, of.path, of),
    ...probing(of),
  ]);
  return [...planned, ...watching(runbook)];
}

function undoing(step: Step, path: Path, of: NumberedStep): AnyStep[] {
  if (!Array.isArray(step.rollback)) return [];
  return step.rollback.flatMap((undo, index) => {
    const undoPath = [...path, 'rollback', index];
    return [{ step: undo, path: undoPath, of, undoes: true, looks: false }, ...undoing(undo, undoPath, of)];
  });
}

function probing(of: NumberedStep): AnyStep[] {
  const probe = probeOf(of.step);
  return probe === undefined ? [] : [{ step: probe, path: [...of.path, 'probe'], of, undoes: false, looks: true }];
}

/** The look that a waiting step repeats, as a step that runs where the step does. */
export function probeOf({ probe, on, timeout }: Step): Step | undefined {
  if (probe === undefined) return undefined;
  return { ...probe, ...(on === undefined ? {} : { on }), ...(timeout === undefined ? {} : { timeout }) };
}

function watching(runbook: Runbook): AnyStep[] {
  const step = watchOf(runbook);
  const path = ['spec', 'watch'];
  if (step === undefined) return [];
  return [{ step, path, of: { id: 'watch', phase: 'before', step, path }, undoes: false, looks: true }];
}

/** What is watched during the whole run, as a step of the worker. */
export function watchOf({ spec: { watch } }: Runbook): Step | undefined {
  return watch === undefined ? undefined : { uses: watch.uses, with: watch.with, on: 'controller' };
}

function freeId(wanted: string, taken: ReadonlySet<string | undefined>): string {
  return taken.has(wanted) ? freeId(`${wanted}_`, taken) : wanted;
}

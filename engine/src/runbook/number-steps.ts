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

/** Any step of the file, those that undo another one included. */
export interface AnyStep {
  readonly step: Step;
  readonly path: Path;
  /** The step of the plan that this is, or that it undoes. */
  readonly of: NumberedStep;
  readonly undoes: boolean;
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

/** Every step of the file: those of the plan, each followed by the ones that undo it. */
export function everyStep(runbook: Runbook): AnyStep[] {
  return numberSteps(runbook).flatMap((of) => [
    { step: of.step, path: of.path, of, undoes: false },
    ...undoing(of.step, of.path, of),
  ]);
}

function undoing(step: Step, path: Path, of: NumberedStep): AnyStep[] {
  if (!Array.isArray(step.rollback)) return [];
  return step.rollback.flatMap((undo, index) => {
    const undoPath = [...path, 'rollback', index];
    return [{ step: undo, path: undoPath, of, undoes: true }, ...undoing(undo, undoPath, of)];
  });
}

function freeId(wanted: string, taken: ReadonlySet<string | undefined>): string {
  return taken.has(wanted) ? freeId(`${wanted}_`, taken) : wanted;
}

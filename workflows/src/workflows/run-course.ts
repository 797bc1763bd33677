import type { PlannedStretch, RunPlan, ServerTrouble } from '../activities/run/run-plan.js';
import type { RunProgress } from './run-progress.js';
import type { Steering } from './run-steering.js';

/** What belongs to one run on its way: what is to be done, who steers it, and where it stands. */
export interface Course {
  readonly plan: RunPlan;
  readonly steering: Steering;
  readonly progress: RunProgress;
}
export type Phase = 'before' | 'steps' | 'health' | 'after';

export interface RunEnd {
  /** `continues`: in a fresh history, with the batch that is next. */
  readonly kind: 'succeeded' | 'failed' | 'rollback' | 'cancelled' | 'unknown' | 'continues';
  /** The first of it, of `troubles`. */
  readonly trouble: readonly ServerTrouble[];
  readonly troubles: number;
  /** Servers on which a changing step started. */
  readonly touched: readonly string[];
}

export function endOf({ progress }: Pick<Course, 'progress'>, kind: RunEnd['kind']): RunEnd {
  return { kind, trouble: progress.trouble(), troubles: progress.troubles(), touched: [...progress.touched] };
}

/** Something that no server is to blame for ends the run, as the runbook says of failures. */
export function fail(course: Course, trouble: ServerTrouble): RunEnd {
  course.progress.add([trouble]);
  return endOf(course, course.plan.onFailure === 'rollback' ? 'rollback' : 'failed');
}

/** A stretch of reads may mix steps that may fail with steps that may not. */
export function mayFail(stretch: PlannedStretch, step: string): boolean {
  return stretch.steps.find((planned) => planned.id === step)?.continueOnFailure ?? false;
}

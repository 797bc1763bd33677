import { type Complaint, diagnose } from './diagnose.js';
import type { PlanOutcome } from '../planner.js';
import { likelyRemedies } from './propose-remedies.js';
import type { Request } from '../reading/request.js';

/** A diagnosis of a complaint, with what may follow from it. */
export function lookInto(complaint: Complaint, request: Request): PlanOutcome {
  const outcome = diagnose(complaint, request);
  if (outcome.kind !== 'diagnose') return outcome;
  return { ...outcome, likely: likelyRemedies(complaint, request) };
}

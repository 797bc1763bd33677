import { findAction } from '@chatops-commander/engine/actions/registry';
import { parseDuration, type Step } from '@chatops-commander/schemas';

/** How long a step may take on one server, in milliseconds: its own word, or its action's. */
export function timeoutOf(step: Step | undefined): number {
  if (step?.timeout !== undefined) return parseDuration(step.timeout);
  return findAction(step?.uses ?? '')?.defaultTimeoutMs ?? 0;
}

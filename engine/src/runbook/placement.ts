import type { Runbook, Step } from '@chatops-commander/schemas';

/** Where a step runs: each target, the first target only, the worker itself, or servers that it names. */
export type Placement =
  | { readonly kind: 'targets' }
  | { readonly kind: 'first' }
  | { readonly kind: 'controller' }
  | { readonly kind: 'servers'; readonly servers: readonly string[] };

/** What only lets time pass, or asks a person, happens once and on no server. */
const onNoServer: ReadonlySet<string> = new Set(['wait.for', 'gate.approve']);

export function placementOf(step: Step): Placement {
  if (onNoServer.has(step.uses)) return { kind: 'controller' };
  if (step.on === undefined) return { kind: 'targets' };
  return typeof step.on === 'string' ? { kind: step.on } : { kind: 'servers', servers: step.on.servers };
}

/** Names of the servers that a step is planned for, when targets are named; none for the controller. */
export function serversOfStep(step: Step, runbook: Runbook): readonly string[] {
  const placement = placementOf(step);
  return placement.kind === 'first' ? serversWithin(step, runbook).slice(0, 1) : serversWithin(step, runbook);
}

/**
 * As serversOfStep, with every server on which the step may turn out to run: any target becomes the first one when
 * those before it have failed.
 */
export function serversWithin(step: Step, runbook: Runbook): readonly string[] {
  const placement = placementOf(step);
  switch (placement.kind) {
    case 'targets':
    case 'first':
      return runbook.spec.targets?.servers ?? [];
    case 'controller':
      return [];
    case 'servers':
      return placement.servers;
    default:
      return placement satisfies never;
  }
}

import type { Runbook, Step } from '@chatops-commander/schemas';
import { placementOf } from './placement.js';

/**
 * Which outputs of an earlier step a later one gets to see on a server. `own`: those of the same server. `only`: the
 * step runs in one place, and everybody sees what it gave out there. `unclear`: it runs on several servers, and the
 * later step on none of them in particular.
 */
export type Visibility = 'own' | 'only' | 'unclear';

export function visibilityOf(earlier: Step, later: Step, runbook: Runbook): Visibility {
  const [from, to] = [placementOf(earlier), placementOf(later)];
  const targets = runbook.spec.targets?.servers;
  switch (from.kind) {
    case 'controller':
    case 'first':
      return 'only';
    case 'targets':
      if (to.kind === 'targets' || to.kind === 'first') return 'own';
      // a library runbook does not know its targets yet; the change that is made of it is linted again
      if (targets === undefined) return 'own';
      if (targets.length === 1) return 'only';
      return to.kind === 'servers' && to.servers.every((server) => targets.includes(server)) ? 'own' : 'unclear';
    case 'servers':
      if (from.servers.length === 1) return 'only';
      return to.kind === 'servers' && to.servers.every((server) => from.servers.includes(server)) ? 'own' : 'unclear';
    default:
      return from satisfies never;
  }
}

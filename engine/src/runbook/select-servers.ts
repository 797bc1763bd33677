import type { Inventory, Runbook, Selector } from '@chatops-commander/schemas';
import { findServer, findService, hasTags, serversOfService } from './find-server.js';
import { everyStep } from './number-steps.js';
import { placementOf } from './placement.js';

/**
 * Names of the inventory's servers that fit every part of a selector: in the order in which it names them, otherwise
 * in the inventory's. What the inventory does not know selects nothing; the linter says so.
 */
export function selectServers(selector: Selector, inventory: Inventory): string[] {
  const { servers: named, tags, environment, service: serviceName } = selector;
  const service = serviceName === undefined ? undefined : findService(inventory, serviceName);
  if (serviceName !== undefined && service === undefined) return [];
  const running = service === undefined ? undefined : new Set(serversOfService(inventory, service));

  return [...new Set(named ?? Object.keys(inventory.servers))].filter((name) => {
    const server = findServer(inventory, name);
    if (server === undefined) return false;
    if (tags !== undefined && !hasTags(server, tags)) return false;
    if (environment !== undefined && server.environment !== environment) return false;
    return running === undefined || running.has(name);
  });
}

/** Names of all servers that a runbook may work on, each once, in the order of the file: they are locked together. */
export function serversTouched(runbook: Runbook): string[] {
  const elsewhere = everyStep(runbook).flatMap(({ step }) => {
    const placement = placementOf(step);
    return placement.kind === 'servers' ? placement.servers : [];
  });
  return [...new Set([...(runbook.spec.targets?.servers ?? []), ...elsewhere])];
}

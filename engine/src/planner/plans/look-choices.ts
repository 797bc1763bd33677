import { proposeEntry } from '../matching/propose-entry.js';
import type { Proposal } from '../planner.js';
import type { Request } from '../reading/request.js';
import { fillInputs } from '../slots/fill-inputs.js';

/** Looking at each service, as numbered choices. */
export function lookChoices(
  services: readonly string[] | undefined,
  { catalog, context, index, reading }: Request,
): Proposal[] {
  const indexed = catalog.entries.find(({ entry }) => entry.runbook.metadata.name === 'service-status');
  if (indexed === undefined) return [];
  return (services ?? Object.keys(context.inventory.services ?? {})).slice(0, 6).flatMap((service) => {
    const hosts = index.hostsOf(service);
    return hosts.length === 0
      ? []
      : [proposeEntry(indexed, fillInputs(indexed.entry.runbook, reading, context.inventory, service).inputs, hosts)];
  });
}

import type { Inventory, Runbook, Server } from '@chatops-commander/schemas';
import { changedServers } from '../runbook/assess-risk.js';
import type { FindAction } from '../runbook/find-action.js';
import { findServer } from '../runbook/find-server.js';
import { everyStep } from '../runbook/number-steps.js';
import { serversTouched } from '../runbook/select-servers.js';

/** What policy may ask of a server: nothing that says how to reach it. */
export interface FleetServer {
  readonly name: string;
  readonly environment: string;
  readonly tags: Readonly<Record<string, string>>;
  /** `@user` or `@org/team`. */
  readonly owners: readonly string[];
}

/** How far a runbook reaches: where it works, what it alters there, and by which actions. */
export interface Reach {
  readonly servers: readonly FleetServer[];
  /** Names of those that some step alters, steps that undo included. */
  readonly alters: readonly string[];
  readonly actions: readonly string[];
}

/** Servers that the inventory does not know are left out; the linter refuses them. */
export function reachOf(runbook: Runbook, inventory: Inventory, findAction: FindAction): Reach {
  const steps = everyStep(runbook).map(({ step }) => step.uses);
  return {
    servers: serversTouched(runbook).flatMap((name) => {
      const server = findServer(inventory, name);
      return server === undefined ? [] : [fleetServer(name, server)];
    }),
    alters: [...new Set(changedServers({ runbook, findAction }))],
    actions: [...new Set(steps)],
  };
}

/** Every server of the inventory, for rules that count a share of them. */
export function fleetOf(inventory: Inventory): readonly FleetServer[] {
  return Object.entries(inventory.servers).map(([name, server]) => fleetServer(name, server));
}

function fleetServer(name: string, { environment, tags, owners }: Server): FleetServer {
  return { name, environment, tags: tags ?? {}, owners: owners ?? [] };
}

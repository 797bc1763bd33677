import type { Inventory, Server, Service } from '@chatops-commander/schemas';

/** The inventory's entry for a server. Own keys only: "constructor" is no server. */
export function findServer(inventory: Inventory, name: string): Server | undefined {
  return Object.hasOwn(inventory.servers, name) ? inventory.servers[name] : undefined;
}

/** The inventory's entry for a service, by its name (aliases are the planner's affair). */
export function findService(inventory: Inventory, name: string): Service | undefined {
  const services = inventory.services ?? {};
  return Object.hasOwn(services, name) ? services[name] : undefined;
}

/** Whether a server carries all of these tags. */
export function hasTags(server: Server, tags: Readonly<Record<string, string>>): boolean {
  const own = server.tags ?? {};
  return Object.entries(tags).every(([tag, value]) => Object.hasOwn(own, tag) && own[tag] === value);
}

/** Names of the servers that run a service, in the inventory's order. */
export function serversOfService(inventory: Inventory, service: Service): string[] {
  const { servers: named, tags } = service.on;
  return Object.entries(inventory.servers)
    .filter(([name, server]) => named?.includes(name) === true || (tags !== undefined && hasTags(server, tags)))
    .map(([name]) => name);
}

import type { Inventory } from '@chatops-commander/schemas';
import type { ServerAddress } from './remote-execution.js';

/** The inventory has no server of that name; the linter finds this before a pull request does. */
export class UnknownServer extends Error {
  override readonly name = 'UnknownServer';
  constructor(readonly server: string) {
    super(`The inventory has no server "${server}"; add it to .chatops/inventory.yaml or correct the name.`);
  }
}

/** A server is reached through itself. */
export class JumpLoop extends Error {
  override readonly name = 'JumpLoop';
  constructor(readonly path: readonly string[]) {
    super(`The jump hosts go in a circle: ${path.join(' → ')}; remove one "jump" from .chatops/inventory.yaml.`);
  }
}

/**
 * How to reach a server of the inventory, jump hosts included. Port 22 and no way to become root unless it says
 * otherwise. Throws UnknownServer and JumpLoop.
 */
export function serverAddress(inventory: Inventory, name: string): ServerAddress {
  return addressOf(inventory, name, []);
}

function addressOf(inventory: Inventory, name: string, path: readonly string[]): ServerAddress {
  if (path.includes(name)) throw new JumpLoop([...path, name]);
  const server = Object.hasOwn(inventory.servers, name) ? inventory.servers[name] : undefined;
  if (server === undefined) throw new UnknownServer(name);
  return {
    name,
    host: server.host,
    port: server.port ?? 22,
    user: server.user,
    key: server.key,
    hostKey: server.hostKey,
    sudo: server.sudo ?? (server.user === 'root' ? 'root' : 'none'),
    ...(server.jump === undefined ? {} : { jump: addressOf(inventory, server.jump, [...path, name]) }),
  };
}

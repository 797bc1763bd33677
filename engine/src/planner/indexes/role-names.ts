import type { Inventory } from '@chatops-commander/schemas';
import { fold } from '../../request/fold.js';
import { append } from './append.js';
import { environments } from './inventory-groups.js';
import { machineRoles } from '../vocabulary/machine-roles.js';

/** The servers that have a role, and the tag that says so; `name` where only their names do. */
export interface Role {
  readonly servers: readonly string[];
  readonly dimension: string;
}

/** What an inventory tells of its machines' roles. */
export interface RoleNames {
  /** Every word of a role that some server has → the servers. */
  readonly roles: ReadonlyMap<string, Role>;
  /** What a name of several parts says besides its numbers, as `partsKey` writes it: vps and old for vps-old → servers. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

const roleOf = new Map(
  machineRoles.flatMap(([first = '', ...others]) => [first, ...others].map((form) => [form, first])),
);

/** One spelling for all words of a role; any other word stands for itself. */
export const sameRole = (word: string): string => roleOf.get(word) ?? word;

/** Parts of a name in any order and language, as one key. */
export const partsKey = (words: readonly string[]): string => [...new Set(words.map(sameRole))].sort().join(' ');

/** The roles that tags and names of servers tell. */
export function roleNames(inventory: Inventory): RoleNames {
  const places = new Set(environments(inventory).map(([form]) => form));
  const parts = new Map<string, string[]>();
  const found = new Map<string, { servers: Set<string>; dimension: string }>();
  const note = (word: string, server: string, dimension: string): void => {
    const role = found.get(word) ?? { servers: new Set(), dimension };
    found.set(word, role);
    role.servers.add(server);
  };
  for (const [name, server] of Object.entries(inventory.servers)) {
    const said = partsOf(name);
    for (const [dimension, value] of Object.entries(server.tags ?? {}))
      if (roleOf.has(fold(value))) note(sameRole(fold(value)), name, dimension);
    for (const part of said) if (roleOf.has(part)) note(sameRole(part), name, 'name');
    // "stg-db": an environment and a role say as much by themselves.
    if (said.length > 1 && !said.some((part) => places.has(part))) append(parts, partsKey(said), name);
  }
  const roles = new Map<string, Role>();
  for (const forms of machineRoles) {
    const role = found.get(forms[0] ?? '');
    if (role === undefined) continue;
    for (const form of forms) roles.set(form, { servers: [...role.servers], dimension: role.dimension });
  }
  return { roles, parts };
}

const partsOf = (name: string): string[] =>
  fold(name)
    .split(/[-_.]|(?<=[a-z])(?=\d)/)
    .filter((part) => /^[a-z]{2,}$/.test(part));

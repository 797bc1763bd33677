import { GitHubRefusal, notFound } from './api.js';
import type { Caller } from './callers.js';
import type { GitHubSeed, Permission } from './options.js';

const ranks: Readonly<Record<Permission, number>> = { none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };

export interface Access {
  /** The role in force: an outsider reads a public repository. Undefined for a login that does not exist. */
  permissionOf(login: string): Permission | undefined;
  /** Whether the person was given any role; GitHub shows such people as MEMBER. */
  isMember(login: string): boolean;
  /** Throws 404 where the repository is hidden from the caller. */
  requireRead(caller: Caller): void;
  /** Throws 401 or 403 unless the caller has the role, or the installation the permission to write. */
  require(caller: Caller, needed: { readonly role: Permission; readonly scope: string }): void;
  /** Like `require`, without throwing. */
  allows(caller: Caller, needed: { readonly role: Permission; readonly scope: string }): boolean;
}

/** Decides from the seed alone: the emulator takes every member of the organisation for an admin. */
export function createAccess(seed: GitHubSeed): Access {
  const given = new Map(seed.users.map((user) => [user.login.toLowerCase(), user.permission]));
  const roleOf = (login: string): Permission | undefined => {
    const permission = given.get(login.toLowerCase());
    return permission === 'none' && seed.private !== true ? 'read' : permission;
  };

  const allows: Access['allows'] = (caller, { role, scope }) => {
    switch (caller.kind) {
      case 'person':
        return ranks[roleOf(caller.login) ?? 'none'] >= ranks[role];
      case 'installation':
        return caller.permissions[scope] === 'write' || (role === 'read' && caller.permissions[scope] === 'read');
      case 'anonymous':
      case 'jwt':
        return false;
      default:
        return caller satisfies never;
    }
  };

  return {
    permissionOf: roleOf,
    isMember: (login) => (given.get(login.toLowerCase()) ?? 'none') !== 'none',
    requireRead(caller) {
      if (seed.private !== true || caller.kind === 'installation' || caller.kind === 'jwt') return;
      if (!allows(caller, { role: 'read', scope: 'metadata' })) throw notFound();
    },
    require(caller, needed) {
      if (caller.kind === 'anonymous') throw new GitHubRefusal(401, 'Requires authentication');
      if (allows(caller, needed)) return;
      throw new GitHubRefusal(
        403,
        caller.kind === 'installation'
          ? 'Resource not accessible by integration'
          : 'Must have push access to this repository',
      );
    },
    allows,
  };
}

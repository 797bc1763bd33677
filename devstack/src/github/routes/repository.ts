import type { Access } from '../access.js';
import { type ApiRequest, type ApiResponse, notFound } from '../api.js';
import type { EmulatedRepository } from '../emulated-repository.js';
import { isJsonObject } from '../json-object.js';
import type { Permission } from '../options.js';
import type { People } from '../people.js';
import { relay } from '../relay.js';
import { type Route, route } from '../router.js';

export interface RepositoryDeps {
  readonly access: Access;
  readonly people: Pick<People, 'user'>;
  readonly emulated: EmulatedRepository;
  readonly isPrivate: boolean;
}

/** The four words of the older field; `role_name` has the finer ones. */
const legacyPermission: Readonly<Record<Permission, string>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

/** The repository and who may do what in it, from the seed: the emulator takes every member for an admin. */
export function repositoryRoutes({ access, people, emulated, isPrivate }: RepositoryDeps): Route[] {
  const permission = async ({ params: { login = '' } }: ApiRequest): Promise<ApiResponse> => {
    const user = await people.user(login);
    if (user === undefined) throw notFound();
    const role = access.permissionOf(login) ?? (isPrivate ? 'none' : 'read');
    return {
      status: 200,
      body: { permission: legacyPermission[role], role_name: role, user: { ...user, role_name: role } },
    };
  };

  const get = async ({ caller }: ApiRequest): Promise<ApiResponse> => {
    const answer = relay(await emulated.call(caller, 'GET', ''));
    const may = (role: Permission) => access.allows(caller, { role, scope: 'contents' });
    const permissions = {
      admin: caller.kind === 'person' && may('admin'),
      maintain: caller.kind === 'person' && may('maintain'),
      push: may('write'),
      triage: may('triage'),
      pull: may('read'),
    };
    return { ...answer, body: isJsonObject(answer.body) ? { ...answer.body, permissions } : answer.body };
  };

  const isCollaborator = async ({ params: { login = '' } }: ApiRequest): Promise<ApiResponse> => {
    if (!access.isMember(login)) throw notFound();
    return { status: 204 };
  };

  return [
    route('GET', '', get),
    route('GET', '/collaborators/:login/permission', permission),
    route('GET', '/collaborators/:login', isCollaborator),
  ];
}

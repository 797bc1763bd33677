import type { Access } from '../access.js';
import type { ActivityLog } from '../activity-log.js';
import type { RepositoryAddress } from '../address.js';
import type { ApiRequest } from '../api.js';
import { paginate } from '../pagination.js';
import type { People } from '../people.js';
import { type Route, route } from '../router.js';

export interface ActivityDeps {
  readonly address: RepositoryAddress;
  readonly access: Access;
  readonly activities: Pick<ActivityLog, 'all'>;
  readonly people: Pick<People, 'user'>;
}

/** "List repository activities". GitHub pages it by cursor; here its links carry page numbers, which clients follow alike. */
export function activityRoutes({ address, access, activities, people }: ActivityDeps): Route[] {
  const list = async (request: ApiRequest) => {
    access.require(request.caller, { role: 'read', scope: 'contents' });
    const { ref, activity_type: type, actor, direction } = Object.fromEntries(request.query);
    const found = activities
      .all()
      .filter((each) => ref === undefined || each.ref === ref || each.ref === `refs/heads/${ref}`)
      .filter((each) => type === undefined || each.type === type)
      .filter((each) => actor === undefined || each.login === actor);
    const page = paginate(direction === 'asc' ? found.reverse() : found, request, address.baseUrl);
    const body = await Promise.all(
      page.items.map(async ({ type: activityType, login, ...activity }) => ({
        ...activity,
        activity_type: activityType,
        actor: await people.user(login),
      })),
    );
    return { status: 200, body, headers: page.headers };
  };
  return [route('GET', '/activity', list)];
}

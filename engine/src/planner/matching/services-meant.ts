import type { Request } from '../reading/request.js';

const databaseTopics: ReadonlySet<string> = new Set(['database', 'replication', 'connections', 'query']);

/** "le retard de réplication de pg-02" names no service: the only database of the servers that are named. */
export function servicesMeant({ reading, index }: Request): readonly string[] {
  const { services, ambiguousServices, place } = reading;
  const ofDatabases = reading.acts.some(({ concept }) => databaseTopics.has(concept));
  if (
    services.length + ambiguousServices.length > 0 ||
    place.named.length === 0 ||
    reading.signs.followUp ||
    !ofDatabases
  )
    return services;
  const databases = new Set(place.named.flatMap((name) => index.servicesOn(name)).filter(index.isDatabase));
  const everywhere = [...databases].filter((one) => place.named.every((name) => index.servicesOn(name).includes(one)));
  return databases.size === 1 ? everywhere : services;
}

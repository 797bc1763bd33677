import type { Inventory, Server, Service } from '@chatops-commander/schemas';
import type { SampleServer } from './sample-server.js';
import type { SampleSite } from './site/sample-site.js';

/** The name under which the servers' key lies in the secrets folder. */
export const SAMPLE_KEY = 'sample-ssh';

/** The entries that an ops repo's inventory needs for the sample servers and their services. */
export interface SampleInventory {
  readonly servers: Inventory['servers'];
  readonly services: NonNullable<Inventory['services']>;
}

export function sampleInventory(servers: readonly SampleServer[], user: string, isRoot: boolean): SampleInventory {
  return {
    servers: Object.fromEntries(servers.map((server) => [server.plan.name, serverEntry(server, user, isRoot)])),
    services: Object.fromEntries(
      servers.flatMap((server) =>
        server.site === undefined ? [] : [[server.site.name, siteEntry(server, server.site)]],
      ),
    ),
  };
}

function serverEntry(server: SampleServer, user: string, isRoot: boolean): Server {
  return {
    host: server.host,
    port: server.port,
    user,
    key: `secret:${SAMPLE_KEY}`,
    hostKey: server.hostKey,
    environment: server.plan.environment,
    tags: { role: server.plan.role },
    sudo: isRoot ? 'root' : 'none',
  };
}

function siteEntry(server: SampleServer, site: SampleSite): Service {
  return {
    on: { servers: [server.plan.name] },
    manager: {
      start: [...site.ctl, 'start'],
      stop: [...site.ctl, 'stop'],
      restart: [...site.ctl, 'restart'],
      status: [...site.ctl, 'status'],
      sudo: false,
    },
    aliases: [...(server.plan.site?.aliases ?? [])],
    health: { url: `${site.url}health`, status: 200 },
    logs: site.logFile,
  };
}

import type { Inventory } from '@chatops-commander/schemas';

/** Two web servers and a database, with a service of each kind of manager. */
export const sampleInventory: Inventory = {
  apiVersion: 'chatops-commander/v1',
  kind: 'Inventory',
  servers: {
    'web-01': {
      host: '192.0.2.11',
      user: 'deploy',
      key: 'secret:sample',
      environment: 'production',
      tags: { role: 'web', tier: 'front' },
    },
    'web-02': {
      host: '192.0.2.12',
      user: 'deploy',
      key: 'secret:sample',
      environment: 'staging',
      tags: { role: 'web' },
    },
    'db-01': { host: '192.0.2.21', user: 'deploy', key: 'secret:sample', environment: 'production', sudo: 'nopasswd' },
  },
  services: {
    nginx: { on: { tags: { role: 'web' } }, manager: 'systemd', health: { url: 'http://127.0.0.1:8080/health' } },
    front: { on: { tags: { role: 'web', tier: 'front' } }, manager: 'systemd' },
    postgresql: { on: { servers: ['db-01'] }, manager: 'service', unit: 'postgresql@15-main', logs: '/var/log/pg.log' },
    shop: {
      on: { servers: ['web-01'] },
      manager: { start: ['shop', 'up'], stop: ['shop', 'down'], status: ['shop', 'status'] },
    },
  },
};

import { parseInventory } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { planFor, summarise } from '../planner.fixture.js';

/** Two servers of a service in production, and one in staging that is named unlike them. */
const inventory = parseInventory(
  `apiVersion: chatops-commander/v1
kind: Inventory
servers:
  portal-01: { host: 10.0.0.11, user: deploy, key: "secret:ssh", environment: production, tags: { role: web } }
  portal-02: { host: 10.0.0.12, user: deploy, key: "secret:ssh", environment: production, tags: { role: web } }
  pre-portal: { host: 10.0.1.11, user: deploy, key: "secret:ssh", environment: staging, tags: { role: web } }
services:
  portail: { on: { servers: [portal-01, portal-02, pre-portal] }, manager: systemd }
`,
  'inventory.yaml',
);

describe('what is told of an excepted server does not bring it back, and the environment stays', () => {
  it.each([
    'redémarre le portail en prod, sauf portal-01 qui est en cours de migration',
    'redémarre le portail en prod sauf portal-01 qui est en cours de migration',
    'redémarre le portail en prod, sauf portal-01 (en cours de migration)',
    'redémarre le portail en prod - sauf portal-01 qui migre',
    'redémarre le portail en prod, hormis portal-01 parce que Paul travaille dessus',
    'redémarre le portail en prod, pas portal-01, il est en cours de migration',
    'redémarre le portail en prod mais pas portal-01 car on le migre',
    'redémarre le portail en prod, pas sur portal-01 qui est arrêté',
    'redémarre le portail en prod, sauf sur portal-01 où une sauvegarde tourne',
    'redémarre le portail en prod, sauf portal-01 qui est en cours de mise à jour',
    'redémarre le portail en prod, ne touche pas à portal-01 qui est en cours de migration',
    'redémarre le portail en prod, laisse portal-01 tranquille, il est en cours de migration',
    'sauf portal-01 qui est en cours de migration, redémarre le portail en prod',
    'restart portail in prod, except portal-01 which is being migrated',
    'restart portail in prod, excluding portal-01 (being migrated)',
    'restart portail in prod, not portal-01, because Paul is debugging it',
    'restart portail in prod but not portal-01 because a backup is running on it',
    'restart portail in prod - except portal-01, that one is down',
    'restart portail in prod except portal-01 which needs a reboot first',
    'restart portail in prod, leave portal-01 alone, it is being migrated',
    'except for portal-01, which is being migrated, restart portail in prod',
  ])('%s', async (text) => {
    expect(summarise(await planFor(text, { inventory }))).toBe('restart-service portail @ portal-02');
  });

  it.each([
    'redémarre le portail partout, à part portal-01, le serveur de Paul',
    'portal-01 est en cours de migration : redémarre le portail en prod sauf celui-là',
    'restart portail in prod except that one',
  ])('asks where what is left out is not known: %s', async (text) => {
    expect((await planFor(text, { inventory })).kind).toBe('question');
  });
});

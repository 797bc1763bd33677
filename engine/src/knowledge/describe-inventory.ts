import type { Inventory } from '@chatops-commander/schemas';
import { serversOfService } from '../runbook/find-server.js';
import { joinNames } from './join-names.js';
import type { FactPassage } from './passage.js';

const source = { kind: 'file', path: '.chatops/inventory.yaml', anchor: '' } as const;

/** What can be said of servers and services without addresses, keys or users: those stay in the inventory. */
export function describeInventory(inventory: Inventory): readonly FactPassage[] {
  const services = Object.entries(inventory.services ?? {});
  const runs = new Map(services.map(([name, service]) => [name, serversOfService(inventory, service)]));
  return [
    ...Object.entries(inventory.servers).map(([name, { environment, tags }]): FactPassage => {
      const here = services.map(([service]) => service).filter((service) => runs.get(service)?.includes(name));
      const labels = Object.entries(tags ?? {}).map(([key, value]) => `${key} ${value}`);
      const about = [environment, ...labels].join(', ');
      return {
        title: name,
        source,
        says: {
          en: `${name}: server, ${about}${here.length === 0 ? '' : `; runs ${here.join(', ')}`}`,
          fr: `${name} : serveur, ${about}${here.length === 0 ? '' : ` ; fait tourner ${here.join(', ')}`}`,
        },
        words: `${name} serveur server machine hote host environnement environment ${about} tourne runs ${here.join(' ')}`,
      };
    }),
    ...services.map(([name, service]): FactPassage => {
      const on = runs.get(name) ?? [];
      const aliases = service.aliases ?? [];
      const known = aliases.length === 0 ? '' : ` (${aliases.join(', ')})`;
      return {
        title: name,
        source,
        says: {
          en: `${name}${known}: service on ${joinNames(on) || 'no server'}`,
          fr: `${name}${known} : service sur ${joinNames(on) || 'aucun serveur'}`,
        },
        words: `${name} ${aliases.join(' ')} service tourne runs where ou sur ${on.join(' ')}`,
      };
    }),
  ];
}

import type { Inventory, Server } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';

/**
 * What a new version of the inventory would open or put elsewhere, each as a phrase that completes "it would loosen: …".
 */
export function loosenedInventory(before: Inventory, after: Inventory): readonly Localized[] {
  return [
    ...Object.entries(after.servers).flatMap(([name, is]) => {
      const was = Object.hasOwn(before.servers, name) ? before.servers[name] : undefined;
      if (was === undefined)
        return [
          {
            en: `a new server \`${name}\` (${is.environment})`,
            fr: `un nouveau serveur \`${name}\` (${is.environment})`,
          },
        ];
      return loosenedServer(name, was, is);
    }),
    ...otherCommands(before, after),
  ];
}

const SAID = {
  host: { en: 'another host', fr: 'un autre hôte' },
  port: { en: 'another port', fr: 'un autre port' },
  user: { en: 'another user', fr: 'un autre utilisateur' },
  key: { en: 'another key', fr: 'une autre clé' },
  jump: { en: 'another way there', fr: 'un autre chemin' },
} as const;

function loosenedServer(name: string, was: Server, is: Server): Localized[] {
  const server = `\`${name}\``;
  const moved = (Object.keys(SAID) as (keyof typeof SAID)[])
    .filter((key) => was[key] !== is[key])
    .map((key) => ({ en: `${server}: ${SAID[key].en}`, fr: `${server} : ${SAID[key].fr}` }));
  const lost = (was.owners ?? []).filter((owner) => !(is.owners ?? []).includes(owner));
  const gained = (is.owners ?? []).filter((owner) => !(was.owners ?? []).includes(owner));
  const owners = [...lost, ...gained].map((owner) => `\`${owner.slice(1)}\``).join(', ');
  return [
    ...moved,
    ...(was.hostKey === is.hostKey
      ? []
      : [{ en: `${server}: **another host key**`, fr: `${server} : **une autre clé d'hôte**` }]),
    ...(was.environment === is.environment
      ? []
      : [step(server, 'environment', 'environnement', was.environment, is.environment)]),
    ...(JSON.stringify(sorted(was.tags)) === JSON.stringify(sorted(is.tags))
      ? []
      : [{ en: `${server}: other tags`, fr: `${server} : d'autres étiquettes` }]),
    ...(owners === ''
      ? []
      : [{ en: `${server}: other owners (${owners})`, fr: `${server} : d'autres propriétaires (${owners})` }]),
    ...(was.sudo !== is.sudo && (is.sudo ?? 'none') !== 'none'
      ? [step(server, 'sudo', 'sudo', was.sudo ?? 'none', is.sudo ?? 'none')]
      : []),
  ];
}

/** Commands that the inventory itself gives run as written: any other one is worth a look. */
function otherCommands(before: Inventory, after: Inventory): Localized[] {
  return Object.entries(after.services ?? {}).flatMap(([name, is]) => {
    const was =
      before.services !== undefined && Object.hasOwn(before.services, name) ? before.services[name] : undefined;
    const service = `\`${name}\``;
    const commands = typeof is.manager !== 'string' && JSON.stringify(was?.manager) !== JSON.stringify(is.manager);
    return [
      ...(commands ? [{ en: `${service}: other commands`, fr: `${service} : d'autres commandes` }] : []),
      ...(was !== undefined && JSON.stringify(was.on) !== JSON.stringify(is.on)
        ? [{ en: `${service}: other servers`, fr: `${service} : d'autres serveurs` }]
        : []),
      ...(is.health?.url !== undefined && was?.health?.url !== is.health.url
        ? [
            {
              en: `${service}: another address that is read at once`,
              fr: `${service} : une autre adresse lue immédiatement`,
            },
          ]
        : []),
    ];
  });
}

const sorted = (tags: Readonly<Record<string, string>> | undefined): readonly (readonly [string, string])[] =>
  Object.entries(tags ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));

function step(server: string, en: string, fr: string, was: string, is: string): Localized {
  return { en: `${server}: ${en} ${was} → ${is}`, fr: `${server} : ${fr} ${was} → ${is}` };
}

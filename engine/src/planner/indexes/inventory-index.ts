import type { Inventory, Service } from '@chatops-commander/schemas';
import { fold } from '../../request/fold.js';
import { append } from './append.js';
import { environments, groups } from './inventory-groups.js';
import { type RoleNames, roleNames } from './role-names.js';
import { lexiconKey, staticLexicon } from '../words/lexicon.js';
import type { Lexicon, Meaning } from '../vocabulary/meaning.js';
import { kindsOfService, siteWords, wellKnownNames } from '../vocabulary/well-known-names.js';

/** An inventory as the planner looks things up in it. */
export interface InventoryIndex {
  readonly servers: readonly string[];
  /** Every name that can be written: servers, services, aliases, environments, tag values. */
  readonly lexicon: Lexicon;
  /** Spelling without separators and leading zeros → servers: "web01", "Web 1" and "web-001" are one. */
  readonly loose: ReadonlyMap<string, readonly string[]>;
  /** The end of a name from a new part of it on, spelled so → servers: "mx2" for lyo-mx-2. */
  readonly endings: ReadonlyMap<string, readonly string[]>;
  /** Tag value or name prefix, singular and plural → servers. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Folded one-word service names and aliases → services. */
  readonly serviceWords: ReadonlyMap<string, readonly string[]>;
  /** Services whose health address has this host. */
  servicesAt(url: string): readonly string[];
  hostsOf(service: string): readonly string[];
  servicesOn(server: string): readonly string[];
  environmentOf(server: string): string | undefined;
  /** Whether the service is a database, by the software that it is. */
  isDatabase(service: string): boolean;
  /** The single words of all names of several: "front" of "the shop front". */
  readonly words: ReadonlySet<string>;
  /** Servers named alike but for their number, itself among them: all web-… of web-01. */
  siblingsOf(server: string): readonly string[];
  /** Servers of another kind of name that share a tag with it. */
  alike(server: string): readonly string[];
  /** Servers by what they are for, in whichever word of either language. */
  readonly roles: RoleNames['roles'];
  /** Servers by the parts of their names. */
  readonly parts: RoleNames['parts'];
}

/** A spelling that ignores case, separators and leading zeros. */
export const looseKey = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');

/** The names of an inventory, ready to be looked up. */
export function indexInventory(inventory: Inventory): InventoryIndex {
  const servers = Object.keys(inventory.servers);
  const services = Object.entries(inventory.services ?? {});
  const hosts = new Map(services.map(([name, service]) => [name, hostsRunning(service, inventory)] as const));
  const onServer = new Map<string, string[]>();
  for (const [service, names] of hosts) for (const name of names) append(onServer, name, service);

  const told = roleNames(inventory);
  const siblings = new Map<string, string[]>();
  for (const name of servers) append(siblings, kindOf(name), name);
  const lexicon = new Map<string, Meaning>();
  const loose = new Map<string, string[]>();
  const endings = new Map<string, string[]>();
  const tags = new Map<string, readonly string[]>();
  const serviceWords = new Map<string, string[]>();
  // What is named for itself goes in last, over a tag or an environment of the same spelling.
  for (const { typed, servers: members, prefix, dimension } of groups(inventory)) {
    // "pis" of pi4 is a word of its own.
    const forms = [typed, `${typed}s`].map(lexiconKey).filter((form, at) => at === 0 || !staticLexicon.has(form));
    for (const form of forms) {
      tags.set(form, members);
      lexicon.set(form, { kind: 'tag', servers: members, typed, prefix, dimension });
    }
  }
  for (const [form, environment] of environments(inventory))
    lexicon.set(lexiconKey(form), { kind: 'environment', environment });
  for (const [form, names] of commonNouns(services)) {
    lexicon.set(lexiconKey(form), { kind: 'service', services: names, typed: form, exact: false });
  }
  for (const [part, names] of partsOfNames(services)) {
    const [only, ...others] = names;
    if (only === undefined || others.length > 0 || staticLexicon.has(part) || lexicon.has(part)) continue;
    lexicon.set(part, { kind: 'service', services: [only], typed: part, exact: false });
  }
  // "on both sites": which kind of group, and none by itself.
  for (const dimension of new Set(Object.values(inventory.servers).flatMap(({ tags }) => Object.keys(tags ?? {}))))
    for (const form of [`${dimension}s`].map(lexiconKey))
      if (!lexicon.has(form) && !staticLexicon.has(form)) lexicon.set(form, { kind: 'filler' });
  const serviceForms = new Map<string, string[]>();
  const topics = new Map(services.map(([name, service]) => [name, topicOf(name, service)] as const));
  const topicOfAll = (names: readonly string[]): { topic?: string } => {
    const [topic, ...others] = new Set(names.map((name) => topics.get(name)));
    return topic === undefined || others.length > 0 ? {} : { topic };
  };
  for (const [name, service] of services) {
    for (const form of spellingsOf(name, service)) append(serviceForms, form, name);
  }
  for (const [form, names] of serviceForms) {
    lexicon.set(form, { kind: 'service', services: names, typed: form, exact: true, ...topicOfAll(names) });
    if (!form.includes(' ')) serviceWords.set(form, names);
  }
  const named = new Map<string, string[]>();
  for (const name of servers) {
    append(loose, looseKey(name), name);
    const parts = name.split(/[-_.]/);
    for (let at = 1; at < parts.length; at++) append(endings, looseKey(parts.slice(at).join('-')), name);
    lexicon.set(lexiconKey(name), { kind: 'server', servers: [name], typed: name, exact: true });
    append(named, lexiconKey(inventory.servers[name]?.host ?? name), name);
  }
  // An address names a server only where no other has it, as behind one bastion's forwarded ports.
  for (const [host, [only, ...others]] of named) {
    if (only === undefined || others.length > 0 || lexicon.has(host)) continue;
    lexicon.set(host, { kind: 'server', servers: [only], typed: only, exact: true });
  }
  return {
    servers,
    lexicon,
    loose,
    endings,
    tags,
    serviceWords,
    words: new Set([
      ...[...lexicon.keys()].flatMap((form) => (form.includes(' ') ? form.split(' ') : [])),
      ...[...told.roles.keys()].flatMap((form) => form.split(' ')),
    ]),
    ...told,
    servicesAt: (url) => services.filter(([, { health }]) => sameSite(health?.url, url)).map(([name]) => name),
    hostsOf: (service) => hosts.get(service) ?? [],
    servicesOn: (server) => onServer.get(server) ?? [],
    isDatabase: (service) => topics.get(service) === 'database',
    environmentOf: (server) => inventory.servers[server]?.environment,
    siblingsOf: (server) => siblings.get(kindOf(server)) ?? [],
    alike: (server) => {
      const tags = Object.entries(inventory.servers[server]?.tags ?? {});
      return servers.filter(
        (name) => name !== server && tags.some(([key, value]) => inventory.servers[name]?.tags?.[key] === value),
      );
    },
  };
}

function hostsRunning(service: Service, inventory: Inventory): string[] {
  const names = Object.keys(inventory.servers);
  if (service.on.servers !== undefined)
    return service.on.servers.filter((name) => inventory.servers[name] !== undefined);
  const wanted = Object.entries(service.on.tags ?? {});
  if (wanted.length === 0) return [];
  return names.filter((name) => wanted.every(([key, value]) => inventory.servers[name]?.tags?.[key] === value));
}

/** Name, unit, aliases without their article, and what the name is commonly called where no other service is. */
function spellingsOf(name: string, service: Service): Set<string> {
  const given = [name, service.unit ?? name, ...(service.aliases ?? [])].map(lexiconKey);
  const bare = given.map((form) => form.replace(/^(?:le|la|les|l|the|un|une|notre|our) (?=\S)/, ''));
  const common = given.flatMap((form) => wellKnownNames.filter((names) => names.includes(form)).flat());
  const forms = [...given, ...bare, ...common.map(lexiconKey)];
  // "payment api" and "paymentapi" for payment-api; two services that then look alike are asked about.
  const loosely = forms.flatMap((form) => [form.replace(/[-_]/g, ' '), form.replace(/[-_]/g, '')]);
  return new Set([...forms, ...loosely].filter((form) => form !== ''));
}

/** What a service is a case of, by the software that it is. */
function topicOf(name: string, { unit }: Service): string | undefined {
  const software = [fold(name), fold(unit ?? name)].map((one) => one.split(/[-@]/)[0] ?? one);
  return kindsOfService.find(({ services }) => services.some((one) => software.includes(one)))?.topic;
}

const sameSite = (own: string | undefined, url: string): boolean => own !== undefined && hostIn(own) === hostIn(url);
const hostIn = (url: string): string => /^https?:\/\/([^/:?#]+)/.exec(url.toLowerCase())?.[1] ?? url;

/** What a name says besides number and environment: web for web-stg-01. */
const kindOf = (name: string): string => /^[a-z]+/.exec(fold(name))?.[0] ?? name;

/** "billing" for billing-api, where no other service has the word in its name. */
function partsOfNames(services: readonly (readonly [string, Service])[]): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const [name] of services) {
    const words = fold(name).split(/[-_.@]/);
    if (words.length > 1) for (const word of words) if (word.length >= 4) append(parts, word, name);
  }
  return parts;
}

/** "le site", "la base": words for a kind of service, meaning those of the inventory that are of the kind. */
function commonNouns(services: readonly (readonly [string, Service])[]): [string, string[]][] {
  const ofKind = (names: readonly string[]): string[] =>
    services
      .filter(([name, { unit }]) => names.includes(fold(name)) || names.includes(fold(unit ?? name)))
      .map(([name]) => name);
  const sites = services.filter(([, service]) => service.health !== undefined).map(([name]) => name);
  const nouns: [string, string[]][] = siteWords.map((word) => [word, sites]);
  for (const kind of kindsOfService) for (const word of kind.words) nouns.push([word, ofKind(kind.services)]);
  return nouns.filter(([, names]) => names.length > 0);
}

import type { Runbook, Step } from '@chatops-commander/schemas';
import type { Localized } from '../../actions/action.js';
import { runbookName, sourceOf } from '../matching/bind-entry.js';
import { chooseServers } from '../matching/choose-servers.js';
import { extraLooks } from './extra-looks.js';
import { isProduction } from '../indexes/inventory-groups.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { PlanOutcome } from '../planner.js';
import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { sayEither, sayOnServers } from '../saying/say-names.js';

export interface Complaint {
  readonly services: readonly string[];
  readonly servers: readonly string[];
  /** What the words complain about; the services are then those of the servers. */
  readonly about: 'services' | 'servers';
  /** Environments that run them too and were not spoken of, so that production is looked at first. */
  readonly later?: readonly string[];
}

/** More services than this on the servers at hand are not all asked at once. */
const maxServices = 10;

/** What a complaint is about, or undefined when that has to be asked. */
export function readComplaint(said: Reading, index: InventoryIndex): Complaint | undefined {
  const [url] = said.values.literals.url;
  // "HTTP 504 https://shop.example.com": the service that has this address.
  const addressed = said.services.length === 0 && url !== undefined ? index.servicesAt(url) : [];
  const place = withoutAsides(said);
  const reading = { ...said, place, services: addressed.length === 0 ? said.services : addressed };
  if (reading.services.length > 0) {
    const servers = reading.services.flatMap((service) => {
      const choice = chooseServers({ reading, index, service, readsState: true });
      return choice.kind === 'chosen' ? choice.servers : [];
    });
    if (servers.length === 0) return undefined;
    return { services: reading.services, ...productionFirst([...new Set(servers)], reading, index), about: 'services' };
  }
  if ((reading.ambiguousServices.length > 0 && reading.place.named.length === 0) || saysNothing(reading.place))
    return undefined;
  const choice = chooseServers({ reading, index, service: undefined, readsState: true });
  if (choice.kind !== 'chosen') return undefined;
  const services = new Set(choice.servers.flatMap((server) => index.servicesOn(server)));
  return { services: [...services].slice(0, maxServices), servers: choice.servers, about: 'servers' };
}

/** "le site est down" is said of production: whoever means another environment says so. */
function productionFirst(
  servers: readonly string[],
  { place }: Reading,
  index: InventoryIndex,
): Pick<Complaint, 'servers' | 'later'> {
  const inProduction = servers.filter((name) => isProduction(index.environmentOf(name)));
  if (!saysNothing(place) || inProduction.length === 0 || inProduction.length === servers.length) return { servers };
  const others = servers
    .filter((name) => !inProduction.includes(name))
    .flatMap((name) => index.environmentOf(name) ?? []);
  return { servers: inProduction, later: [...new Set(others)] };
}

/**
 * Who complains counts nothing out: "toutes les deux minutes" is no two servers, and of what is named beside a name that
 * nobody knows, the known one is looked at.
 */
function withoutAsides({ place, services }: Reading): Reading['place'] {
  const { pick: _, ...rest } = place;
  const known = services.length > 0 || place.named.length > 0;
  return known ? { ...rest, both: false, singular: false, unknown: [] } : place;
}

/**
 * Looks before anything is proposed: state of the services with their last log lines, health and disks of the servers,
 * and the services' addresses from outside. Reading steps of state only, so that whoever may look may have it looked at.
 */
export function diagnose(
  { services, servers, about, later = [] }: Complaint,
  { reading, index, context, catalog }: Request,
): PlanOutcome {
  const { inventory } = context;
  const steps: Step[] = [];
  services.forEach((service, at) => {
    const hosts = index.hostsOf(service).filter((name) => servers.includes(name));
    const everywhere = hosts.length === servers.length;
    if (hosts.length === 0) return;
    steps.push({
      id: `state_${at + 1}`,
      uses: 'service.status',
      with: { service },
      ...(everywhere ? {} : { on: { servers: hosts } }),
    });
  });
  steps.push({ id: 'health', uses: 'system.health' }, { id: 'disk', uses: 'system.disk' });
  const hostsOf = (service: string): string[] => index.hostsOf(service).filter((name) => servers.includes(name));
  steps.push(...extraLooks(context.diagnoses ?? [], { services, inventory, findAction: catalog.findAction, hostsOf }));
  services.forEach((service, at) => {
    const health = inventory.services?.[service]?.health;
    if (health !== undefined)
      steps.push({ id: `outside_${at + 1}`, on: 'controller', uses: 'http.check', with: { ...health } });
  });
  const subject = about === 'services' && services.length === 1 ? (services[0] ?? '') : '';
  const title: Localized =
    subject === ''
      ? { en: 'Find out what is wrong', fr: 'Chercher ce qui ne va pas' }
      : { en: `Find out what is wrong with ${subject}`, fr: `Chercher ce qui ne va pas avec ${subject}` };
  const where = sayOnServers(servers);
  const runbook: Runbook = {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata: {
      name: runbookName('diagnose', subject === '' ? {} : { service: subject }, servers),
      title,
      source: sourceOf(context),
    },
    spec: { targets: { servers: [...servers] }, steps },
  };
  const what =
    subject === ''
      ? { en: 'what is wrong', fr: 'ce qui ne va pas' }
      : { en: `what is wrong with ${subject}`, fr: `ce qui ne va pas avec ${subject}` };
  const first = sayLater(later);
  return {
    kind: 'diagnose',
    language: reading.language,
    message: {
      en: `I look at ${what.en}${where.en}; nothing is changed.${first.en}`,
      fr: `Je regarde ${what.fr}${where.fr} ; rien n'est modifié.${first.fr}`,
    },
    servers,
    steps,
    runbook,
  };
}

/** " I look at production first; say …", or nothing where all of it is looked at. */
function sayLater(environments: readonly string[]): Localized {
  if (environments.length === 0) return { en: '', fr: '' };
  const either = sayEither(environments);
  return {
    en: ` Production first: say ${either.en} if you mean that.`,
    fr: ` La production d'abord : dites ${either.fr} si c'est ce que vous voulez dire.`,
  };
}

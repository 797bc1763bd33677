import { BlockList, isIP } from 'node:net';
import type { Inventory } from '@chatops-commander/schemas';

/**
 * How a URL stands to the inventory: the health URL of a service, another one on the host of a server, of a health URL
 * or of a registry, elsewhere, or at an address where nobody may look from the worker.
 */
export type UrlStanding = 'health-url' | 'inventory-host' | 'outside' | 'forbidden';

export function urlStanding(text: string, inventory: Inventory): UrlStanding {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return 'outside';
  }
  const { healthUrls, healthHosts, serverHosts } = addressesOf(inventory);
  if (healthUrls.has(url.href)) return 'health-url';
  if (serverHosts.has(url.hostname) || healthHosts.has(url.host)) return 'inventory-host';
  return isForbiddenHost(url.hostname) ? 'forbidden' : 'outside';
}

interface InventoryAddresses {
  readonly healthUrls: ReadonlySet<string>;
  /** With port; those of registries too. */
  readonly healthHosts: ReadonlySet<string>;
  readonly serverHosts: ReadonlySet<string>;
}

/** A step on thousands of servers asks for each of them; values of an inventory never change. */
const known = new WeakMap<Inventory, InventoryAddresses>();

function addressesOf(inventory: Inventory): InventoryAddresses {
  const before = known.get(inventory);
  if (before !== undefined) return before;
  const health = Object.values(inventory.services ?? {}).flatMap((service) =>
    service.health !== undefined && URL.canParse(service.health.url) ? [new URL(service.health.url)] : [],
  );
  const addresses = {
    healthUrls: new Set(health.map(({ href }) => href)),
    healthHosts: new Set([...health.map(({ host }) => host), ...Object.keys(inventory.registries ?? {})]),
    serverHosts: new Set(Object.values(inventory.servers).map(({ host }) => hostnameOf(host))),
  };
  known.set(inventory, addresses);
  return addresses;
}

/** The way the URL parser writes a host, so that 127.1 and 0x7f000001 are the same to us. */
function hostnameOf(host: string): string {
  const inUrl = `http://${isIP(host) === 6 ? `[${host}]` : host}/`;
  return URL.canParse(inUrl) ? new URL(inUrl).hostname : host.toLowerCase();
}

const forbiddenNames = /^(localhost|.*\.localhost|metadata|metadata\.google\.internal|instance-data(\..*)?)\.?$/;

/** Loopback and link-local (RFC 6890), and where clouds serve metadata and credentials to whoever asks from within. */
const forbiddenAddresses = new BlockList();
forbiddenAddresses.addSubnet('0.0.0.0', 8, 'ipv4');
forbiddenAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
forbiddenAddresses.addSubnet('169.254.0.0', 16, 'ipv4');
forbiddenAddresses.addAddress('100.100.100.200', 'ipv4');
forbiddenAddresses.addAddress('192.0.0.192', 'ipv4');
forbiddenAddresses.addAddress('::', 'ipv6');
forbiddenAddresses.addAddress('::1', 'ipv6');
forbiddenAddresses.addSubnet('fe80::', 10, 'ipv6');
forbiddenAddresses.addAddress('fd00:ec2::254', 'ipv6');
forbiddenAddresses.addAddress('fd20:ce::254', 'ipv6');

/** Whether a host, as the URL parser writes it, is one that the worker never asks unless the inventory names it. */
export function isForbiddenHost(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  switch (isIP(address)) {
    case 4:
      return forbiddenAddresses.check(address, 'ipv4');
    case 6:
      return forbiddenAddresses.check(address, 'ipv6');
    default:
      return forbiddenNames.test(hostname.toLowerCase());
  }
}

import { isIPv4, isIPv6 } from 'node:net';
import type { Inventory } from '@chatops-commander/schemas';
import { maskSecrets } from '../../report/mask-secrets.js';

/** Stands between us and the model: addresses go out as names in double brackets, and come back as what they were. */
export interface AddressBook {
  /** The text as the model may read it. */
  hide(text: string): string;
  /** What the model wrote, with the addresses that its placeholders stand for: for inputs of steps. */
  reveal(text: string): string;
  /** As reveal, but a server of the inventory is named, never its address: for what people read. */
  name(text: string): string;
}

/** Shorter secrets would mask half the language. */
const shortestSecret = 6;
const MASK = '••••••';
const placeholder = /\[\[(url|site|host|address):([^[\]]{1,200})\]\]/g;
const webAddress = /https?:\/\/[^\s"'<>`)\]}]{1,2000}/gi;
/** A host name as a whole; what was replaced already stays. */
const name = /\[\[[^[\]]{1,200}\]\]|(?<![\w.-])\w[\w-]*(?:\.\w[\w-]*)*/g;
const ipv4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g;
const ipv6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])/gi;

/**
 * @param secrets values that must never leave, whatever text they got into; repeated lookups of one address give one
 *   placeholder, numbered in the order in which they are met.
 */
export function createAddressBook(inventory: Inventory, secrets: readonly string[] = []): AddressBook {
  const known = knownAddresses(inventory);
  const values = new Map([...known.values()].map(({ standsFor, address }) => [standsFor, address]));
  const numbered = new Map<string, string>();
  const hidden = secrets
    .flatMap((secret) => [secret, secret.trim(), ...(secret.includes('\n') ? secret.split('\n') : [])])
    .filter((secret) => secret.trim().length >= shortestSecret)
    .toSorted((one, other) => other.length - one.length);

  const number = (address: string): string => {
    const there = known.get(address.toLowerCase())?.standsFor ?? numbered.get(address);
    if (there !== undefined) return there;
    const standsFor = `[[address:${numbered.size + 1}]]`;
    numbered.set(address, standsFor);
    values.set(standsFor, address);
    return standsFor;
  };
  const replace = (text: string, asServer: (server: string, address: string) => string): string =>
    text.replace(placeholder, (raw: string, kind: string, server: string) => {
      const address = values.get(raw);
      if (address === undefined) return raw;
      return kind === 'host' ? asServer(server, address) : address;
    });

  return {
    hide(text) {
      const masked = maskSecrets(hidden.reduce((left, secret) => left.replaceAll(secret, MASK), text));
      return masked
        .replace(webAddress, (url) => hideUrl(url, known))
        .replace(name, (word) => known.get(word.toLowerCase())?.standsFor ?? word)
        .replace(ipv4, (address) => (isIPv4(address) ? number(address) : address))
        .replace(ipv6, (address) => (isIPv6(address) ? number(address) : address));
    },
    reveal: (text) => replace(text, (_name, address) => address),
    name: (text) => replace(text, (server) => server),
  };
}

interface KnownAddress {
  readonly standsFor: string;
  readonly address: string;
}
type KnownAddresses = ReadonlyMap<string, KnownAddress>;

/** A health address as a whole, whatever punctuation follows; of any other the host is looked at by itself. */
function hideUrl(url: string, known: KnownAddresses): string {
  const bare = url.replace(/[.,;:!?]+$/, '');
  const there = known.get(bare);
  return there === undefined ? url : `${there.standsFor}${url.slice(bare.length)}`;
}

/** Addresses of the inventory: health addresses as they are, host names in lower case. */
function knownAddresses({ servers, services = {} }: Inventory): KnownAddresses {
  const known = new Map<string, KnownAddress>();
  const add = (key: string, address: string, standsFor: string): void => {
    if (!known.has(key)) known.set(key, { standsFor, address });
  };
  // a name that is also the address has nothing to hide
  for (const [server, { host }] of Object.entries(servers))
    if (host.toLowerCase() !== server) add(host.toLowerCase(), host, `[[host:${server}]]`);
  for (const [service, { health }] of Object.entries(services)) {
    if (health === undefined) continue;
    add(health.url, health.url, `[[url:${service}]]`);
    if (!URL.canParse(health.url)) continue;
    const { hostname } = new URL(health.url);
    add(hostname, hostname, `[[site:${service}]]`);
  }
  return known;
}

/** Every text within a plain value, changed. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

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
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g;
const ipv6 = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])/gi;

/**
 * @param secrets values that must never leave, whatever text they got into; repeated lookups of one address give one
 *   placeholder, numbered in the order in which they are met.
 */
export function createAddressBook(inventory: Inventory, secrets: readonly string[] = []): AddressBook {
  const known = knownAddresses(inventory);
  const values = new Map(known.map(({ placeholder, address }) => [placeholder, address]));
  const numbered = new Map<string, string>();
  const hidden = secrets
    .flatMap((secret) => [secret, secret.trim(), ...(secret.includes('\n') ? secret.split('\n') : [])])
    .filter((secret) => secret.trim().length >= shortestSecret)
    .toSorted((one, other) => other.length - one.length);

  const number = (address: string): string => {
    const there = numbered.get(address);
    if (there !== undefined) return there;
    const name = `[[address:${numbered.size + 1}]]`;
    numbered.set(address, name);
    values.set(name, address);
    return name;
  };
  const replace = (text: string, server: (name: string, address: string) => string): string =>
    text.replace(placeholder, (raw: string, kind: string, name: string) => {
      const address = values.get(raw);
      if (address === undefined) return raw;
      return kind === 'host' ? server(name, address) : address;
    });

  return {
    hide(text) {
      const masked = maskSecrets(hidden.reduce((left, secret) => left.replaceAll(secret, MASK), text));
      const named = known.reduce((left, { pattern, placeholder: name }) => left.replace(pattern, name), masked);
      return named
        .replace(ipv4, (address) => (isIPv4(address) ? number(address) : address))
        .replace(ipv6, (address) => (isIPv6(address) ? number(address) : address));
    },
    reveal: (text) => replace(text, (_name, address) => address),
    name: (text) => replace(text, (name) => name),
  };
}

interface KnownAddress {
  readonly placeholder: string;
  readonly address: string;
  readonly pattern: RegExp;
}

/** Addresses of the inventory, longest first, so that none hides within another. */
function knownAddresses({ servers, services = {} }: Inventory): readonly KnownAddress[] {
  const healthy = Object.entries(services).flatMap(([name, { health }]) =>
    health === undefined ? [] : [{ name, url: health.url }],
  );
  const found = [
    ...healthy.map(({ name, url }) => ({ kind: 'url', name, address: url })),
    // a name that is also the address has nothing to hide
    ...Object.entries(servers).flatMap(([name, { host }]) =>
      host.toLowerCase() === name ? [] : [{ kind: 'host', name, address: host }],
    ),
    ...healthy.flatMap(({ name, url }) =>
      URL.canParse(url) ? [{ kind: 'site', name, address: new URL(url).hostname }] : [],
    ),
  ];
  const once = new Map<string, (typeof found)[number]>();
  for (const one of found) if (!once.has(one.address)) once.set(one.address, one);
  return [...once.values()]
    .toSorted((one, other) => other.address.length - one.address.length)
    .map(({ kind, name, address }) => ({
      placeholder: `[[${kind}:${name}]]`,
      address,
      pattern: new RegExp(`(?<![\\w.-])${address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\w)`, 'gi'),
    }));
}

/** Every text within a plain value, changed. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

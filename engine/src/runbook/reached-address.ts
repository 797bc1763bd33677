import { isIP } from 'node:net';
import { checkAgainstSchema, type Inventory } from '@chatops-commander/schemas';
import type { Action, Outputs } from '../actions/action.js';
import { isFromServer } from '../actions/http/http-check.js';
import { parseImageName } from '../actions/registry/image-name.js';
import type { Inputs } from './expanded-inputs.js';
import { type UrlStanding, urlStanding } from './url-standing.js';

/** Where a step makes somebody connect to. */
export interface ReachedAddress {
  /** As it is written, for a sentence. */
  readonly said: string;
  /** The input that names it. */
  readonly input: string;
  readonly by: 'worker' | 'server';
  readonly urls: readonly string[];
}

/** Whether a step makes somebody connect to an address that its inputs name. */
export const reachesOut = (action: Action): boolean =>
  action.kind === 'http' || action.kind === 'registry' || action.reaches !== undefined;

/** Undefined for a step that reaches nothing, or whose inputs are not valid or not bound yet. */
export function reachedAddress(action: Action, inputs: Inputs): ReachedAddress | undefined {
  if (action.kind === 'http') {
    const { url } = inputs;
    if (typeof url !== 'string') return undefined;
    return { said: url, input: 'url', by: isFromServer(inputs) ? 'server' : 'worker', urls: [url] };
  }
  if (action.kind === 'registry') {
    const { image } = inputs;
    if (typeof image !== 'string') return undefined;
    // An input that is bound later stays visible as one.
    const url = image.includes('${{') ? image : `https://${parseImageName(image).registry}/`;
    return { said: image, input: 'image', by: 'worker', urls: [url] };
  }
  if (action.reaches === undefined) return undefined;
  const checked = checkAgainstSchema<Outputs>(action.input, inputs);
  const target = checked.ok ? action.reaches(checked.value) : undefined;
  if (target === undefined) return undefined;
  const host = isIP(target.host) === 6 ? `[${target.host}]` : target.host;
  const input = ['host', 'name', 'artifact'].find((each) => inputs[each] !== undefined) ?? 'host';
  return { said: target.host, input, by: 'server', urls: urlsOf(host, target.port) };
}

/** As the health URLs of an inventory would be written; any scheme will do for a name without a port. */
function urlsOf(host: string, port: number | undefined): readonly string[] {
  switch (port) {
    case undefined:
      return [`https://${host}/`, `http://${host}/`];
    case 443:
      return [`https://${host}/`];
    default:
      return [`http://${host}:${port}/`, `https://${host}:${port}/`];
  }
}

const order: readonly UrlStanding[] = ['health-url', 'inventory-host', 'outside', 'forbidden'];

/** How it stands to the inventory. A server's own loopback is the server, which the inventory has. */
export function standingOf({ by, urls }: ReachedAddress, inventory: Inventory): UrlStanding {
  const found = urls.map((url) =>
    by === 'server' && isLoopback(url) ? 'inventory-host' : urlStanding(url, inventory),
  );
  return order.find((standing) => found.includes(standing)) ?? 'outside';
}

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
}

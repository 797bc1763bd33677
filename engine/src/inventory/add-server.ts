import { type Inventory, parseInventory, type Server } from '@chatops-commander/schemas';
import { parseDocument } from 'yaml';

/** Why a server cannot be added as it was asked for. */
export type NotAdded = 'name-taken' | 'not-an-inventory';
export interface NewServer {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** `TYPE BASE64`, as it was scanned. */
  readonly hostKey: string;
}
export type AddedServer =
  | { readonly kind: 'added'; readonly text: string; readonly entry: Server; readonly like: string | undefined }
  | { readonly kind: 'not-added'; readonly because: NotAdded };

/** What an entry has that nobody told, where the inventory has no server to go by. */
const unlikeAny: Pick<Server, 'user' | 'key' | 'environment'> = {
  user: 'deploy',
  key: 'secret:prod-ssh',
  environment: 'production',
};

/**
 * The inventory's text with one server more; comments and order stay. What was not said is taken from the server whose
 * name is most like the new one's, and is for a person to read over in the pull request.
 */
export function addServer(text: string, server: NewServer): AddedServer {
  const document = parseDocument(text, { version: '1.2' });
  if (document.errors.length > 0 || !document.hasIn(['servers'])) return notAdded('not-an-inventory');
  if (document.hasIn(['servers', server.name])) return notAdded('name-taken');
  let inventory: Inventory;
  try {
    inventory = parseInventory(text, 'inventory');
  } catch {
    return notAdded('not-an-inventory');
  }
  const like = mostAlike(server.name, Object.keys(inventory.servers));
  const { user, key, environment, jump, sudo } = (like && inventory.servers[like]) || (unlikeAny as Server);
  const entry: Server = {
    host: server.host,
    ...(server.port === 22 ? {} : { port: server.port }),
    user,
    key,
    hostKey: server.hostKey,
    environment,
    ...(jump === undefined ? {} : { jump }),
    ...(sudo === undefined ? {} : { sudo }),
  };
  document.setIn(['servers', server.name], document.createNode(entry));
  return { kind: 'added', text: document.toString({ lineWidth: 0 }), entry, like };
}

const notAdded = (because: NotAdded): AddedServer => ({ kind: 'not-added', because });

/** The name with the longest beginning in common; the first of several. */
function mostAlike(name: string, others: readonly string[]): string | undefined {
  const inCommon = (other: string): number => {
    let length = 0;
    while (length < name.length && name[length] === other[length]) length += 1;
    return length;
  };
  return others.reduce<string | undefined>(
    (best, other) => (best === undefined || inCommon(other) > inCommon(best) ? other : best),
    undefined,
  );
}

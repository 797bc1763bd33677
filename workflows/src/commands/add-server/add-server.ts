import { isIP } from 'node:net';
import { addServer as addToInventory } from '@chatops-commander/engine/inventory/add-server';
import type { HostKey } from '@chatops-commander/engine/ssh/host-key';
import { branchName } from '@chatops-commander/engine/report/change-names';
import { codeBlock, inline, inlineCode, link } from '@chatops-commander/engine/report/markdown';
import { INCOMPLETE } from '@chatops-commander/engine/request/command';
import { serverPattern } from '@chatops-commander/engine/request/command-arguments';
import { SshError } from '@chatops-commander/engine/ssh/ssh-error';
import type { Server } from '@chatops-commander/schemas';
import { inventoryPath } from '../../activities/config-in-force.js';
import { openPull } from '../../activities/request/open-pull.js';
import { saveRequest } from '../../activities/request/save-request.js';
import { requestId } from '../../contract.js';
import { type Call, defineCommand } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { say } from '../say.js';
import * as words from './words.js';

interface Wanted {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export const addServer = defineCommand<Wanted>({
  name: 'add server',
  usage: 'add server NAME HOST[:PORT]',
  spellings: ['add server', 'add the server', 'ajoute serveur', 'ajoute le serveur', 'ajouter le serveur'],
  meaning: {
    en: 'propose a new server for the inventory, with the host key it shows now',
    fr: "proposer un nouveau serveur pour l'inventaire, avec la clé d'hôte qu'il montre maintenant",
  },
  needs: 'admin',
  read({ rest }) {
    const [name, address, ...more] = rest;
    if (more.length > 0) return undefined;
    const where = readAddress(address ?? '');
    if (name === undefined || where === undefined || !serverPattern.test(name.toLowerCase())) return INCOMPLETE;
    return { name: name.toLowerCase(), ...where };
  },
  async answer(wanted, call, deps) {
    const { situation } = call;
    const { language } = situation.request;
    if (Object.hasOwn(situation.config.inventory.servers, wanted.name))
      return say(language, words.nameTaken(wanted.name));
    const key = await scan(wanted, deps);
    return 'because' in key ? say(language, words.notReached(key.because)) : await open(wanted, key, call, deps);
  },
});

/** `HOST`, `HOST:PORT`, `[IPv6]:PORT` or a bare IPv6 address. */
function readAddress(text: string): { readonly host: string; readonly port: number } | undefined {
  if (isIP(text) === 6) return { host: text, port: 22 };
  const [, bracketed, name, port = '22'] =
    /^(?:\[([0-9a-f:]+)\]|([a-z0-9._-]{1,253}))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = bracketed ?? name;
  return host === undefined || Number(port) < 1 || Number(port) > 65_535 ? undefined : { host, port: Number(port) };
}

async function scan({ host, port }: Wanted, deps: CommandDeps): Promise<HostKey | { readonly because: words.Why }> {
  try {
    return await deps.scanHostKey({ host, port });
  } catch (error) {
    if (error instanceof SshError) return { because: error.describe() };
    throw error;
  }
}

async function open(wanted: Wanted, key: HostKey, { situation }: Call, deps: CommandDeps): Promise<string> {
  const { request, client, input } = situation;
  const { language, login } = request;
  const { head } = await client.contents.defaultHead();
  const blob = await client.contents.blobAt(head, inventoryPath);
  const text = blob === undefined ? '' : (await client.contents.readBlob(blob)).toString('utf8');
  const added = addToInventory(text, { ...wanted, hostKey: key.line });
  if (added.kind === 'not-added')
    return say(language, added.because === 'name-taken' ? words.nameTaken(wanted.name) : words.unreadable);
  const title = words.title(wanted.name)[language];
  const pull = await openPull(
    branchName(requestId(input)),
    {
      edits: [{ path: inventoryPath, text: added.text }],
      message: `${title}\n\nAsked for by ${login} in #${input.issue}.\n`,
    },
    { title, body: bodyOf(wanted, key, added.entry, added.like, situation) },
    client,
  );
  await saveRequest(situation, language, deps.store, { outcome: 'inventory', pull: pull.number });
  await deps.records.audit.append({
    actor: login,
    kind: 'inventory.proposed',
    subject: `${input.repository}#${pull.number}`,
    data: { server: wanted.name, host: wanted.host, port: wanted.port, hostKey: key.fingerprint },
    key: `inventory.proposed:${requestId(input)}`,
  });
  await deps.nudgeChange({ repository: input.repository, pull: pull.number });
  return `${say(language, words.opened(wanted.name))} ${link(`#${pull.number}`, pull.url)}\n\n${sayKey(key, language)}`;
}

function bodyOf(
  wanted: Wanted,
  key: HostKey,
  entry: Server,
  like: string | undefined,
  { request, input }: Call['situation'],
): string {
  const { language, login } = request;
  const rest = ['user', 'key', 'environment', 'jump', 'sudo'] as const;
  const told = rest.flatMap((name) => (entry[name] === undefined ? [] : [`- ${name}: ${inlineCode(entry[name])}`]));
  return [
    `${inline(words.asked(wanted.name, wanted.host, wanted.port)[language])} ${inlineCode(login)}, #${input.issue}.`,
    sayKey(key, language),
    inline(words.takenFrom(like)[language]),
    told.join('\n'),
    inline(words.next[language]),
  ].join('\n\n');
}

const sayKey = (key: HostKey, language: 'en' | 'fr'): string =>
  `${inline(words.compare[language])}\n\n${codeBlock(`${key.fingerprint} (${key.type})\nssh-keygen -lf /etc/ssh/ssh_host_${fileOf(key.type)}_key.pub`)}`;

const fileOf = (type: string): string =>
  type === 'ssh-rsa' ? 'rsa' : type.startsWith('ecdsa') ? 'ecdsa' : type.replace(/^ssh-/, '');

import type { Duplex } from 'node:stream';
import ssh2, { Client, type ServerHostKeyAlgorithm } from 'ssh2';
import { ConnectionLost, ServerUnreachable } from './connection-errors.js';
import { algorithmsFor, type HostKey, hostKeyFromBlob, parseHostKey } from './host-key.js';
import { HostKeyChanged, HostKeyNotPinned } from './host-key-errors.js';
import { AgentMissing, KeyRefused, SecretMissing } from './login-errors.js';
import type { ServerAddress } from './remote-execution.js';
import { readHostKey } from './scan-host-key.js';

export interface ConnectDeps {
  /** The bytes stored under a name (without `secret:`); rejects when there are none. */
  readSecret(name: string): Promise<Buffer>;
  /** A way to the server's SSH port: a socket, or a channel through a jump host. Throws ServerUnreachable. */
  openStream(server: ServerAddress): Promise<Duplex>;
  /** The socket of an ssh-agent, for servers whose key is `agent`. */
  readonly agentSocket?: string | undefined;
  readonly handshakeTimeoutMs: number;
  readonly keepaliveMs: number;
}

/**
 * An authenticated connection to a server whose host key is the pinned one. Throws HostKeyNotPinned, HostKeyChanged,
 * InvalidHostKey, SecretMissing, AgentMissing, KeyRefused, ServerUnreachable.
 */
export async function connect(server: ServerAddress, deps: ConnectDeps): Promise<Client> {
  const scan = async () => readHostKey(server, await deps.openStream(server), deps.handshakeTimeoutMs);
  if (server.hostKey === undefined) throw new HostKeyNotPinned(server, await scan());
  const pinned = parseHostKey(server.hostKey);
  const identity = await identityFor(server, deps);

  const attempt = await handshake({ server, pinned, identity, stream: await deps.openStream(server), deps });
  switch (attempt.kind) {
    case 'ready':
      return attempt.client;
    case 'other-key':
      throw new HostKeyChanged(server, pinned, attempt.found);
    case 'no-common-key': {
      // It may be that the server no longer has a key of the pinned type: then this is a change, too.
      const found = await scan();
      if (found.fingerprint !== pinned.fingerprint) throw new HostKeyChanged(server, pinned, found);
      throw new ServerUnreachable(server, 'closed', { cause: attempt.cause });
    }
    case 'refused':
      throw new KeyRefused(server, server.user, server.key, { cause: attempt.cause });
    case 'no-agent':
      throw new AgentMissing(server, { cause: attempt.cause });
    case 'closed':
      throw new ServerUnreachable(server, attempt.timedOut ? 'timeout' : 'closed', { cause: attempt.cause });
    default:
      return attempt satisfies never;
  }
}

type Handshake =
  | { readonly kind: 'ready'; readonly client: Client }
  | { readonly kind: 'other-key'; readonly found: HostKey }
  | { readonly kind: 'no-common-key'; readonly cause: Error }
  | { readonly kind: 'refused'; readonly cause: Error }
  | { readonly kind: 'no-agent'; readonly cause: Error }
  | { readonly kind: 'closed'; readonly timedOut: boolean; readonly cause: Error | undefined };

function handshake(options: {
  server: ServerAddress;
  pinned: HostKey;
  identity: Identity;
  stream: Duplex;
  deps: ConnectDeps;
}): Promise<Handshake> {
  const { server, pinned, identity, stream, deps } = options;
  return new Promise((resolve) => {
    const client = new Client();
    let shown: HostKey | undefined;
    const end = (outcome: Handshake) => {
      for (const event of ['ready', 'close', 'error'] as const) client.removeAllListeners(event);
      // A late error of a dead connection must not become an unhandled event.
      client.on('error', () => undefined);
      if (outcome.kind !== 'ready') {
        client.destroy();
        stream.destroy();
      }
      resolve(outcome);
    };
    client.once('ready', () => end({ kind: 'ready', client }));
    client.once('close', () => end({ kind: 'closed', timedOut: false, cause: undefined }));
    client.once('error', (error) => end(outcomeOf({ level: error.level, error, shown, pinned })));
    client.connect({
      sock: stream,
      username: server.user,
      // Offering the key at once saves the `none` request's round trip.
      ...(identity.kind === 'key'
        ? { privateKey: identity.privateKey, authHandler: ['publickey'] }
        : { agent: identity.socket, authHandler: ['agent'] }),
      readyTimeout: deps.handshakeTimeoutMs,
      keepaliveInterval: deps.keepaliveMs,
      keepaliveCountMax: 3,
      algorithms: {
        // ssh2's list of names is narrower than what it accepts for a pinned key.
        serverHostKey: algorithmsFor(pinned) as ServerHostKeyAlgorithm[],
        // First for bulk data: half the CPU time of the default, with or without the native binding (measured).
        cipher: { prepend: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'], append: [], remove: [] },
      },
      hostVerifier: (blob: Buffer) => {
        shown = hostKeyFromBlob(blob);
        return shown.fingerprint === pinned.fingerprint;
      },
    });
  });
}

function outcomeOf(facts: {
  level: string | undefined;
  error: Error;
  shown: HostKey | undefined;
  pinned: HostKey;
}): Handshake {
  const { level, error, shown, pinned } = facts;
  if (shown !== undefined && shown.fingerprint !== pinned.fingerprint) return { kind: 'other-key', found: shown };
  if (level === 'agent') return { kind: 'no-agent', cause: error };
  if (level === 'client-authentication') return { kind: 'refused', cause: error };
  if (level === 'client-timeout') return { kind: 'closed', timedOut: true, cause: error };
  if (level === 'handshake' && shown === undefined) return { kind: 'no-common-key', cause: error };
  return { kind: 'closed', timedOut: false, cause: error };
}

type Identity =
  | { readonly kind: 'key'; readonly privateKey: Buffer }
  | { readonly kind: 'agent'; readonly socket: string };

async function identityFor(server: ServerAddress, deps: ConnectDeps): Promise<Identity> {
  if (server.key !== 'agent') return { kind: 'key', privateKey: await readPrivateKey(server, deps) };
  if (deps.agentSocket === undefined) throw new AgentMissing(server);
  return { kind: 'agent', socket: deps.agentSocket };
}

async function readPrivateKey(server: ServerAddress, deps: ConnectDeps): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await deps.readSecret(server.key.replace(/^secret:/, ''));
  } catch (cause) {
    throw new SecretMissing(server, server.key, 'absent', { cause });
  }
  const parsed = ssh2.utils.parseKey(bytes);
  if (parsed instanceof Error) throw new SecretMissing(server, server.key, 'unreadable', { cause: parsed });
  return bytes;
}

/** A channel from a jump host to the next server, in the place of a socket. Throws ServerUnreachable. */
export function openTunnel(jump: Client, server: ServerAddress): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    try {
      jump.forwardOut('127.0.0.1', 0, server.host, server.port, (error, channel) => {
        if (error) reject(new ServerUnreachable(server, 'refused', { cause: error }));
        else resolve(channel);
      });
    } catch (cause) {
      // ssh2 throws "Not connected" at once when the jump host's connection is gone.
      reject(new ConnectionLost(server, { cause }));
    }
  });
}

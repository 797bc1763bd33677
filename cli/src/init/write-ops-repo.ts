import { stringify } from 'yaml';

/** A server as `chatops init` was told of it, with the host key that it showed. */
export interface NewServer {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** `TYPE BASE64` */
  readonly hostKey: string;
  /** SHA256:… as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
}

/**
 * Reads NAME=USER@HOST[:PORT].
 *
 * @throws {Error} that shows the form.
 */
export function parseServerArgument(text: string): Omit<NewServer, 'hostKey' | 'fingerprint'> {
  const match =
    /^([a-z0-9][a-z0-9.-]{0,62})=([a-z_][a-z0-9_-]{0,31})@(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::(\d{1,5}))?$/.exec(
      text,
    );
  const [, name, user, host, port] = match ?? [];
  if (name === undefined || user === undefined || host === undefined)
    throw new Error(`"${text}" is not NAME=USER@HOST[:PORT], as in web-01=deploy@203.0.113.7`);
  return { name, user, host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? 22 : Number(port) };
}

/** The inventory of a new ops repo. Sudo is left out: nothing runs as root until somebody says so. */
export function starterInventory(servers: readonly NewServer[], environment: string, key: string): string {
  const entries = servers.map((server) => [
    server.name,
    {
      host: server.host,
      ...(server.port === 22 ? {} : { port: server.port }),
      user: server.user,
      key: `secret:${key}`,
      hostKey: server.hostKey,
      environment,
    },
  ]);
  const text = stringify(
    { apiVersion: 'chatops-commander/v1', kind: 'Inventory', servers: Object.fromEntries(entries), services: {} },
    { lineWidth: 0 },
  );
  const fingerprints = servers.map((server) => `# ${server.name}: ${server.fingerprint}`).join('\n');
  return `# Host keys as the servers showed them. Compare each fingerprint on the server itself before you commit this:
#   ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub
${fingerprints}
# A service: shop: { on: { servers: [web-01] }, manager: systemd, aliases: [the shop], health: { url: "https://shop.example.com/health" } }
# Root by sudo without a password: add "sudo: nopasswd" to the server.
${text}`;
}

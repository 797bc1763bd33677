import { createHmac } from 'node:crypto';

/**
 * The host key that a known_hosts file has for an address, `TYPE BASE64`: the first one that is not revoked. sshd(8):
 * a port other than 22 stands as `[host]:port`, and names may be hashed.
 */
export function knownHostKey(text: string, host: string, port: number): string | undefined {
  const name = port === 22 ? host : `[${host}]:${port}`;
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/));
  const revoked = new Set(lines.flatMap(([marker, , , base64]) => (marker === '@revoked' ? [base64] : [])));
  for (const [names = '', type, base64] of lines) {
    // certificates' authorities begin with a marker, too
    if (/^([#@]|$)/.test(names) || type === undefined || base64 === undefined || revoked.has(base64)) continue;
    if (names.split(',').some((one) => isName(one, name))) return `${type} ${base64}`;
  }
  return undefined;
}

function isName(entry: string, name: string): boolean {
  const [, salt, hashed] = /^\|1\|([^|]+)\|([^|]+)$/.exec(entry) ?? [];
  if (salt === undefined) return entry.toLowerCase() === name.toLowerCase();
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hashed;
}

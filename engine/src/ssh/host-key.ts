import { createHash } from 'node:crypto';

export interface HostKey {
  /** As in known_hosts: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`… */
  readonly type: string;
  /** `TYPE BASE64`, as the inventory's `hostKey` has it. */
  readonly line: string;
  /** `SHA256:…`, as `ssh-keygen -lf` prints it. */
  readonly fingerprint: string;
}

/** A `hostKey` of the inventory that is no public key. */
export class InvalidHostKey extends Error {
  override readonly name = 'InvalidHostKey';
  constructor(readonly text: string) {
    super(
      `"${text.slice(0, 80)}" is no public host key; in .chatops/inventory.yaml it is a type and base64, like "ssh-ed25519 AAAA…" (see /etc/ssh/ssh_host_ed25519_key.pub on the server).`,
    );
  }
}

/** The key in SSH's wire format, whose first string is its type (RFC 4253, 6.6). Throws InvalidHostKey. */
export function hostKeyFromBlob(blob: Buffer): HostKey {
  const type = typeIn(blob);
  if (type === undefined) throw new InvalidHostKey(blob.toString('base64'));
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { type, line: `${type} ${blob.toString('base64')}`, fingerprint: `SHA256:${digest}` };
}

/** Reads `TYPE BASE64 [COMMENT]`. Throws InvalidHostKey, also when the two parts name different types. */
export function parseHostKey(text: string): HostKey {
  const [type, base64] = text.trim().split(/\s+/);
  if (type === undefined || base64 === undefined || !/^[A-Za-z0-9+/]+=*$/.test(base64)) throw new InvalidHostKey(text);
  const blob = Buffer.from(base64, 'base64');
  if (typeIn(blob) !== type) throw new InvalidHostKey(text);
  return hostKeyFromBlob(blob);
}

/**
 * The signature algorithms to offer for a pinned key, so that a server with several keys shows this one. An RSA key
 * signs with SHA-2 (RFC 8332); its SHA-1 signature is not accepted.
 */
export function algorithmsFor(key: HostKey): string[] {
  return key.type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [key.type];
}

function typeIn(blob: Buffer): string | undefined {
  if (blob.length < 8) return undefined;
  const length = blob.readUInt32BE(0);
  if (length === 0 || length > 64 || blob.length <= 4 + length) return undefined;
  const type = blob.toString('latin1', 4, 4 + length);
  return /^[a-z0-9@.-]+$/.test(type) ? type : undefined;
}

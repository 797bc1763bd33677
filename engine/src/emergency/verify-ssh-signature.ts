import { createHash } from 'node:crypto';
import { verifyWithKey } from './verify-with-key.js';
import { createWireReader, MalformedSshData, wireString } from './wire-reader.js';

const magic = 'SSHSIG';
const armor = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\s*$/;
const hashes: ReadonlySet<string> = new Set(['sha256', 'sha512']);

export interface SshSignature {
  /** As `ssh-keygen -Y sign` prints it. */
  readonly signature: string;
  readonly message: string;
  /** What the signature is for: one made for another purpose says nothing here. */
  readonly namespace: string;
  /** The one key that may have made it: `TYPE BASE64 [COMMENT]`. */
  readonly key: string;
}

/**
 * Whether a message was signed with this very key, for this very purpose, as `ssh-keygen -Y verify` tells
 * (PROTOCOL.sshsig of OpenSSH). What cannot be read is no signature.
 */
export function verifySshSignature({ signature, message, namespace, key }: SshSignature): boolean {
  try {
    const armored = armor.exec(signature.replaceAll('\r\n', '\n'))?.[1];
    if (armored === undefined) return false;
    const reader = createWireReader(Buffer.from(armored.replaceAll('\n', ''), 'base64'));
    if (reader.take(magic.length).toString('latin1') !== magic || reader.uint32() !== 1) return false;
    const publicKey = reader.string();
    const [itsNamespace, reserved, hash] = [reader.text(), reader.string(), reader.text()];
    const raw = reader.string();
    reader.end();
    if (!publicKey.equals(keyBlob(key)) || itsNamespace !== namespace || !hashes.has(hash)) return false;
    const signed = [
      Buffer.from(magic),
      ...[namespace, reserved, hash, createHash(hash).update(message, 'utf8').digest()].map(wireString),
    ];
    return verifyWithKey(publicKey, Buffer.concat(signed), raw);
  } catch (error) {
    if (error instanceof MalformedSshData || isCryptoError(error)) return false;
    throw error;
  }
}

/** The key's own bytes. Throws MalformedSshData where type and bytes differ. */
function keyBlob(line: string): Buffer {
  const [type = '', base64 = ''] = line.trim().split(/\s+/);
  const blob = Buffer.from(base64, 'base64');
  if (createWireReader(blob).text() !== type) throw new MalformedSshData('the key is not of the type that it names');
  return blob;
}

/** node:crypto throws plain errors for points that lie on no curve and the like. */
const isCryptoError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^ERR_(CRYPTO|OSSL|INVALID)/.test(String(error.code));

import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { createWireReader, MalformedSshData, type WireReader } from './wire-reader.js';

const url = (bytes: Buffer): string => bytes.toString('base64url');
const keyOf = (key: JsonWebKey): KeyObject => createPublicKey({ key, format: 'jwk' });
const ed25519 = (x: Buffer): KeyObject => keyOf({ kty: 'OKP', crv: 'Ed25519', x: url(x) });

const curves = {
  'ecdsa-sha2-nistp256': { crv: 'P-256', bytes: 32, hash: 'sha256' },
  'ecdsa-sha2-nistp384': { crv: 'P-384', bytes: 48, hash: 'sha384' },
  'ecdsa-sha2-nistp521': { crv: 'P-521', bytes: 66, hash: 'sha512' },
} as const;
/** SHA-1 is no signature any more (RFC 8332). */
const rsaHashes: Readonly<Record<string, string>> = { 'rsa-sha2-256': 'sha256', 'rsa-sha2-512': 'sha512' };
/** A security key was touched: PROTOCOL.u2f of OpenSSH, "user presence". */
const touched = 0x01;

/**
 * Whether `signature` (SSH's format, RFC 4253 6.6) over `data` was made with this public key: ed25519, on a security key
 * too, ECDSA, or RSA with SHA-2.
 *
 * @throws {MalformedSshData} for keys and signatures of other kinds, too.
 */
export function verifyWithKey(publicKey: Buffer, data: Buffer, signature: Buffer): boolean {
  const key = createWireReader(publicKey);
  const type = key.text();
  const signed = createWireReader(signature);
  const algorithm = signed.text();
  switch (type) {
    case 'ssh-ed25519':
      expectAlgorithm(algorithm, type);
      return verify(null, data, ed25519(only(key)), only(signed));
    case 'sk-ssh-ed25519@openssh.com':
      expectAlgorithm(algorithm, type);
      return verifySecurityKey(key, data, signed);
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
      expectAlgorithm(algorithm, type);
      return verifyEcdsa(curves[type], key, data, signed);
    case 'ssh-rsa': {
      const hash = rsaHashes[algorithm];
      if (hash === undefined) throw new MalformedSshData(`${algorithm} is not accepted`);
      const [e, n] = [key.unsigned(), key.unsigned()];
      return verify(hash, data, keyOf({ kty: 'RSA', e: url(e), n: url(n) }), only(signed));
    }
    default:
      throw new MalformedSshData(`keys of type ${JSON.stringify(type)} are not accepted`);
  }
}

function verifySecurityKey(key: WireReader, data: Buffer, signed: WireReader): boolean {
  const publicKey = ed25519(key.string());
  const application = key.string();
  const raw = signed.string();
  const flagsAndCounter = signed.take(5);
  signed.end();
  if (((flagsAndCounter[0] ?? 0) & touched) === 0) return false;
  const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return verify(null, Buffer.concat([sha256(application), flagsAndCounter, sha256(data)]), publicKey, raw);
}

function verifyEcdsa(
  curve: (typeof curves)[keyof typeof curves],
  key: WireReader,
  data: Buffer,
  signed: WireReader,
): boolean {
  key.string();
  const point = key.string();
  if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) throw new MalformedSshData('the point is compressed');
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  const publicKey = keyOf({ kty: 'EC', crv: curve.crv, x: url(x), y: url(y) });
  const numbers = createWireReader(only(signed));
  const raw = Buffer.concat([numbers.unsigned(curve.bytes), numbers.unsigned(curve.bytes)]);
  return verify(curve.hash, data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw);
}

function expectAlgorithm(algorithm: string, type: string): void {
  if (algorithm !== type) throw new MalformedSshData(`a key of type ${type} signed with ${JSON.stringify(algorithm)}`);
}

/** One string, and nothing after it. */
function only(reader: WireReader): Buffer {
  const bytes = reader.string();
  reader.end();
  return bytes;
}

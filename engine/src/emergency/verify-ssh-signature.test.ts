import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MadeKey, makeKey } from './ssh-keys.fixture.js';
import { type SshSignature, verifySshSignature } from './verify-ssh-signature.js';
import { wireString } from './wire-reader.js';

const [message, namespace] = ['run this: é\n', 'chatops-emergency'];

describe.each(['ed25519', 'ecdsa-256', 'ecdsa-521', 'rsa-3072'] as const)(
  'a signature of ssh-keygen with %s',
  (kind) => {
    let key: MadeKey;
    let other: MadeKey;
    let genuine: SshSignature;
    beforeAll(() => {
      key = makeKey(kind);
      other = makeKey('ed25519');
      genuine = { signature: key.sign(message, namespace), message, namespace, key: key.publicKey };
    });
    afterAll(() => {
      key.remove();
      other.remove();
    });
    const flipped = (armored: string, at: number): string => {
      const bytes = Buffer.from(armored.replace(/-----.*-----/g, ''), 'base64');
      bytes[at < 0 ? bytes.length + at : at] = (bytes.at(at) ?? 0) ^ 1;
      return `-----BEGIN SSH SIGNATURE-----\n${bytes.toString('base64')}\n-----END SSH SIGNATURE-----\n`;
    };

    test('is taken, with any line ends and any comment of the key', () => {
      expect(verifySshSignature(genuine)).toBe(true);
      expect(verifySshSignature({ ...genuine, signature: genuine.signature.replaceAll('\n', '\r\n') })).toBe(true);
      expect(verifySshSignature({ ...genuine, key: genuine.key.split(' ').slice(0, 2).join(' ') })).toBe(true);
    });
    test.each<[string, () => Partial<SshSignature>]>([
      ['another message', () => ({ message: `${message} ` })],
      ['another purpose', () => ({ namespace: 'git' })],
      ['made for another purpose', () => ({ signature: key.sign(message, 'git') })],
      ['made with another key', () => ({ signature: other.sign(message, namespace) })],
      ['another key in the policy', () => ({ key: other.publicKey })],
      ['a bit of it flipped', () => ({ signature: flipped(genuine.signature, -1) })],
      ['another magic', () => ({ signature: flipped(genuine.signature, 0) })],
      ['another version', () => ({ signature: flipped(genuine.signature, 9) })],
      ['cut off', () => ({ signature: genuine.signature.replace(/\n[^\n]+\n-----END/, '\n-----END') })],
      ['something before it', () => ({ signature: `x\n${genuine.signature}` })],
      ['nothing', () => ({ signature: '' })],
      ['a key of another name', () => ({ key: genuine.key.replace(/^\S+/, 'ssh-dss') })],
      ['no key', () => ({ key: '' })],
    ])('%s: no', (_case, change) => {
      expect(verifySshSignature({ ...genuine, ...change() })).toBe(false);
    });
  },
);

describe('a security key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const type = 'sk-ssh-ed25519@openssh.com';
  const blob = Buffer.concat([type, raw, 'ssh:'].map(wireString));
  const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
  /** As PROTOCOL.u2f and PROTOCOL.sshsig of OpenSSH write it. */
  function signature(flags: number): string {
    const hashed = createHash('sha512').update(message).digest();
    const data = Buffer.concat([Buffer.from('SSHSIG'), ...[namespace, '', 'sha512', hashed].map(wireString)]);
    const counter = Buffer.from([flags, 0, 0, 0, 7]);
    const signed = sign(null, Buffer.concat([sha256('ssh:'), counter, sha256(data)]), privateKey);
    const inner = Buffer.concat([wireString(type), wireString(signed), counter]);
    const version = Buffer.from([0, 0, 0, 1]);
    const whole = [blob, namespace, '', 'sha512', inner].map(wireString);
    const text = Buffer.concat([Buffer.from('SSHSIG'), version, ...whole]).toString('base64');
    return `-----BEGIN SSH SIGNATURE-----\n${text}\n-----END SSH SIGNATURE-----\n`;
  }
  test.each([
    ['that was touched', 0x01, true],
    ['that was touched and unlocked', 0x05, true],
    ['that nobody touched', 0x00, false],
  ])('%s', (_case, flags, taken) => {
    const key = `${type} ${blob.toString('base64')}`;
    expect(verifySshSignature({ signature: signature(flags), message, namespace, key })).toBe(taken);
  });
});

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BackupTrouble } from './backup-trouble.js';

const MAGIC = Buffer.from('CHATOPS-BACKUP-1');
const SALT_BYTES = 16;
const FRAME_BYTES = 256 * 1024;
const TAG_BYTES = 16;

/** The content cannot be decrypted: another key, or bytes that were changed, moved or cut off. */
export class Undecryptable extends Error {
  constructor(readonly because: string) {
    super(`The backup cannot be decrypted: ${because}. Check that the key is the one it was made with.`);
    this.name = 'Undecryptable';
  }
}

/** What stands under a secret's name is no AES-256 key. */
export class InvalidBackupKey extends BackupTrouble {
  constructor() {
    super({
      en: 'A backup key is 32 bytes, as 64 hexadecimal digits. Make one with: openssl rand -hex 32',
      fr: 'Une clé de sauvegarde fait 32 octets, soit 64 chiffres hexadécimaux. Créez-en une avec : openssl rand -hex 32',
    });
    this.name = 'InvalidBackupKey';
  }
}

/** Reads a key as `openssl rand -hex 32` prints it. Throws InvalidBackupKey. */
export function parseBackupKey(secret: Buffer): Buffer {
  const text = secret.toString('latin1').trim();
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new InvalidBackupKey();
  return Buffer.from(text, 'hex');
}

/**
 * Encrypts a stream with AES-256-GCM in frames of 256 KiB, so that what is read back is authentic before it is used and
 * memory stays flat. Each content has a key of its own, from a random salt (HKDF, RFC 5869). A frame's nonce holds its
 * number and whether it is the last one, so that frames cannot be moved, left out or cut off (the STREAM construction
 * of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
 */
export async function* encrypt(source: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  yield Buffer.concat([MAGIC, salt]);
  const own = keyOf(key, salt);
  let number = 0;
  for await (const { parts, isLast } of frames(source, FRAME_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', own, nonce(number, isLast));
    number += 1;
    for (const part of parts) yield cipher.update(part);
    cipher.final();
    yield cipher.getAuthTag();
  }
}

/** The stream that `encrypt` was given. Throws Undecryptable. */
export async function* decrypt(source: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  let own: Buffer | undefined;
  let number = 0;
  for await (const { parts, isLast } of framesAfterHead(source)) {
    if (own === undefined) {
      const bytes = Buffer.concat(parts);
      if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.length !== MAGIC.length + SALT_BYTES) {
        throw new Undecryptable('it does not begin as our encrypted backups do');
      }
      own = keyOf(key, bytes.subarray(MAGIC.length));
      continue;
    }
    const { body, tag } = withoutTag(parts);
    const decipher = createDecipheriv('aes-256-gcm', own, nonce(number, isLast), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    // Nothing of a frame is given out before the whole of it is authentic.
    const plain = body.map((part) => decipher.update(part));
    try {
      decipher.final();
    } catch {
      throw new Undecryptable(`frame ${number} is not authentic`);
    }
    number += 1;
    yield* plain;
  }
  if (number === 0) throw new Undecryptable('it ends too early');
}

const keyOf = (key: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'chatops-commander backup content', 32));

function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 5, 6);
  bytes[11] = isLast ? 1 : 0;
  return bytes;
}

/** The tag is the end of a frame. Throws Undecryptable. */
function withoutTag(parts: readonly Uint8Array[]): { readonly body: readonly Uint8Array[]; readonly tag: Buffer } {
  const body = [...parts];
  const tag: Uint8Array[] = [];
  for (let wanted = TAG_BYTES; wanted > 0; ) {
    const last = body.pop();
    if (last === undefined) throw new Undecryptable('it ends too early');
    const cut = Math.max(0, last.length - wanted);
    tag.unshift(last.subarray(cut));
    wanted -= last.length - cut;
    if (cut > 0) body.push(last.subarray(0, cut));
  }
  return { body, tag: Buffer.concat(tag) };
}

interface Frame {
  /** As they came: to put them together would be one more copy. */
  readonly parts: readonly Uint8Array[];
  readonly isLast: boolean;
}

/** The head alone, then frames; nothing is known to be the last before the source has ended. */
async function* framesAfterHead(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const chunks = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let have = 0;
  const wanted = MAGIC.length + SALT_BYTES;
  while (have < wanted) {
    const next = await chunks.next();
    if (next.done === true) throw new Undecryptable('it ends too early');
    head.push(next.value);
    have += next.value.length;
  }
  const all = Buffer.concat(head);
  yield { parts: [all.subarray(0, wanted)], isLast: false };
  async function* rest(): AsyncGenerator<Uint8Array> {
    yield all.subarray(wanted);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  yield* frames(rest(), FRAME_BYTES + TAG_BYTES);
}

/** Cuts a stream into frames of one size; the last one is shorter, and there even when it is empty. */
async function* frames(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Frame> {
  let parts: Uint8Array[] = [];
  let have = 0;
  for await (const chunk of source) {
    let rest = chunk;
    // A full frame is held back until more has come, since it may be the last.
    while (have + rest.length > size) {
      parts.push(rest.subarray(0, size - have));
      yield { parts, isLast: false };
      rest = rest.subarray(size - have);
      parts = [];
      have = 0;
    }
    parts.push(rest);
    have += rest.length;
  }
  yield { parts, isLast: true };
}

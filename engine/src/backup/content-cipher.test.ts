import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, InvalidBackupKey, parseBackupKey, Undecryptable } from './content-cipher.js';

const key = parseBackupKey(Buffer.from('0f'.repeat(32)));
const FRAME = 256 * 1024;

async function* pieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size);
}
async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
const sealed = (content: Buffer) => collect(encrypt(pieces(content, 10_007), key));
const opened = (content: Buffer, with_ = key) => collect(decrypt(pieces(content, 7919), with_));

describe('encrypt and decrypt', () => {
  it.each([0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 17])('give back %i bytes', async (size) => {
    const content = randomBytes(size);
    const secret = await sealed(content);
    expect((await opened(secret)).equals(content)).toBe(true);
    if (size > 64) expect(secret.includes(content.subarray(0, 64))).toBe(false);
  });

  it('never give the same content the same bytes', async () => {
    const content = Buffer.from('the same');
    expect((await sealed(content)).equals(await sealed(content))).toBe(false);
  });

  const three = randomBytes(3 * FRAME);
  const frame = FRAME + 16;
  const head = 32;
  it.each<[string, (secret: Buffer) => Buffer]>([
    ['a flipped bit', (secret) => flip(secret, 1000)],
    ['a flipped bit of the salt', (secret) => flip(secret, 20)],
    ['a flipped bit of the last tag', (secret) => flip(secret, secret.length - 1)],
    ['its last frame cut off', (secret) => secret.subarray(0, head + 2 * frame)],
    ['half a frame', (secret) => secret.subarray(0, head + frame + 100)],
    ['nothing behind its head', (secret) => secret.subarray(0, head)],
    ['half a head', (secret) => secret.subarray(0, 10)],
    [
      'two frames exchanged',
      (secret) =>
        Buffer.concat([
          secret.subarray(0, head),
          secret.subarray(head + frame, head + 2 * frame),
          secret.subarray(head, head + frame),
          secret.subarray(head + 2 * frame),
        ]),
    ],
    ['a frame left out', (secret) => Buffer.concat([secret.subarray(0, head), secret.subarray(head + frame)])],
    ['something after its end', (secret) => Buffer.concat([secret, Buffer.from('more')])],
    ['no encryption at all', () => three],
  ])('refuse %s', async (_case, harm) => {
    await expect(opened(harm(await sealed(three)))).rejects.toThrow(Undecryptable);
  });

  it('refuse another key', async () => {
    const other = parseBackupKey(Buffer.from('f0'.repeat(32)));
    await expect(opened(await sealed(three), other)).rejects.toThrow(/not authentic.*Check that the key/);
  });
});

describe('parseBackupKey', () => {
  it('takes what openssl rand -hex 32 prints', () => {
    expect(parseBackupKey(Buffer.from(`${'ab'.repeat(32)}\n`))).toHaveLength(32);
  });

  it.each(['', 'ab'.repeat(31), 'zz'.repeat(32), 'password'])('refuses %j, without repeating it', (text) => {
    expect(() => parseBackupKey(Buffer.from(text))).toThrow(InvalidBackupKey);
  });
});

function flip(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

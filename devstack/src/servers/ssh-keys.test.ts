import ssh2 from 'ssh2';
import { expect, test } from 'vitest';
import { keyPair } from './ssh-keys.js';

test('every pair can be read, those with a zero byte in front of the public key too', () => {
  // one in 256 could not: that none of so many is such a one has a chance of 1 in 2,500
  for (let made = 0; made < 2_000; made += 1) {
    const pair = keyPair('web-01');
    for (const half of [pair.private, pair.public]) expect(ssh2.utils.parseKey(half)).not.toBeInstanceOf(Error);
  }
});

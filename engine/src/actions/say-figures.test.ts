import { describe, expect, it } from 'vitest';
import { sayBytes, sayDuration, sayMebibytes } from './say-figures.js';

describe('figures in sentences', () => {
  it.each([
    [0, '0 s', '0 s'],
    [-3, '0 s', '0 s'],
    [59, '59 s', '59 s'],
    [60, '1 min', '1 min'],
    [185, '3 min 5 s', '3 min 5 s'],
    [3600, '1 h', '1 h'],
    [7800, '2 h 10 min', '2 h 10 min'],
    [90_000, '1 d 1 h', '1 j 1 h'],
  ])('%d seconds', (seconds, en, fr) => {
    expect(sayDuration(seconds)).toEqual({ en, fr });
  });

  it.each([
    [512, '512 MiB', '512 Mio'],
    [3482, '3.4 GiB', '3,4 Gio'],
  ])('%d mebibytes', (mebibytes, en, fr) => {
    expect(sayMebibytes(mebibytes)).toEqual({ en, fr });
  });

  it.each([
    [17, '17 B', '17 o'],
    [1536, '1.5 KiB', '1,5 Kio'],
    [5 * 1024 * 1024, '5 MiB', '5 Mio'],
  ])('%d bytes', (bytes, en, fr) => {
    expect(sayBytes(bytes)).toEqual({ en, fr });
  });
});

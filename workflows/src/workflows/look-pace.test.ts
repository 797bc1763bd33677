import { describe, expect, it } from 'vitest';
import { createLookPace } from './look-pace.js';

/** Nudged without an end: times of the looks within so many milliseconds, none of which takes time. */
function looksWithin(ms: number, start = 1_000_000): number[] {
  const pace = createLookPace();
  const looks: number[] = [];
  for (let now = start; now < start + ms; ) {
    now += pace(now);
    looks.push(now - start);
  }
  return looks;
}

describe('the pace of looks', () => {
  it('lets people do ten things in a row without waiting', () => {
    const pace = createLookPace();
    expect(Array.from({ length: 10 }, () => pace(1_000_000))).toEqual(Array(10).fill(0));
    expect(pace(1_000_000)).toBe(10_000);
  });
  it('spaces what a flood of nudges sets off', () => {
    expect(looksWithin(60_000).filter((at) => at < 60_000)).toEqual([
      ...Array(10).fill(0),
      10_000,
      20_000,
      30_000,
      40_000,
      50_000,
    ]);
  });
  it('leaves an hour of them within what GitHub lets be asked', () => {
    expect(looksWithin(60 * 60_000).length * 10).toBeLessThan(5_000);
  });
  it('gives what was not used, up to ten', () => {
    const pace = createLookPace();
    for (let look = 0; look < 10; look += 1) pace(1_000_000);
    expect(pace(1_010_000)).toBe(0);
    expect(pace(1_015_000)).toBe(5_000);
    expect(Array.from({ length: 11 }, () => pace(9_000_000))).toEqual([...Array(10).fill(0), 10_000]);
  });
});

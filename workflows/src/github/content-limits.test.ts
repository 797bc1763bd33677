import { describe, expect, it, test } from 'vitest';
import { createContentLimits, isContentWrite } from './content-limits.js';

const minute = 60_000;

const anyTime = Number.POSITIVE_INFINITY;
const kinds = ['progress', 'matters', 'first'] as const;

describe('content limits', () => {
  test('a burst of eighty goes through at once, and the next waits until the first is a minute old', () => {
    const limits = createContentLimits();
    const waits = Array.from({ length: 82 }, (_, index) => limits.book(1_000_000 + index, 'first', anyTime));
    expect(waits.slice(0, 80).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(80)).toEqual([minute - 80, minute - 80]);
  });

  test('an hour takes five hundred, however they are spread', () => {
    const limits = createContentLimits();
    const start = 1_000_000;
    const waits = Array.from({ length: 501 }, (_, index) => limits.book(start + index * 2_000, 'first', anyTime));
    expect(waits.slice(0, 500).every((wait) => wait === 0)).toBe(true);
    expect(waits[500]).toBe(60 * minute - 500 * 2_000);
  });

  test('no minute ever holds more than eighty, whoever waits, whatever it is', () => {
    const limits = createContentLimits();
    const times = Array.from(
      { length: 400 },
      (_, index) => index * 10 + limits.book(index * 10, kinds[index % 3] ?? 'first', anyTime),
    ).sort((one, other) => one - other);
    const tooMany = times.filter((time, index) => index >= 80 && time - (times[index - 80] ?? 0) < minute);
    expect(tooMany).toEqual([]);
  });

  test('each kind leaves room for what is more important', () => {
    const limits = createContentLimits();
    const atOnce = kinds.map(
      (kind) => Array.from({ length: 90 }, () => limits.book(1_000_000, kind, 0)).filter((wait) => wait === 0).length,
    );
    expect(atOnce).toEqual([48, 20, 12]);
  });

  test('what is not booked takes no room', () => {
    const limits = createContentLimits();
    for (let count = 0; count < 80; count += 1) limits.book(1_000_000, 'first', 0);
    for (let count = 0; count < 80; count += 1) expect(limits.book(1_000_001, 'first', 0)).toBe(minute - 1);
    expect(limits.book(1_000_000 + minute, 'first', 0)).toBe(0);
  });
});

describe('isContentWrite', () => {
  it.each([
    ['a comment', 'POST', '/repos/acme/ops/issues/1/comments', true],
    ['an edited comment', 'PATCH', '/repos/acme/ops/issues/comments/7', true],
    ['an issue', 'POST', '/repos/acme/ops/issues', true],
    ['a pull request', 'POST', '/repos/acme/ops/pulls', true],
    ['a merge', 'PUT', '/repos/acme/ops/pulls/3/merge', true],
    ['reading comments', 'GET', '/repos/acme/ops/issues/1/comments', false],
    ['a git blob', 'POST', '/repos/acme/ops/git/blobs', false],
    ['a template of octokit', 'POST', '/repos/%7Bowner%7D/%7Brepo%7D/issues/%7Bissue_number%7D/comments', true],
    ['a reaction', 'POST', '/repos/acme/ops/issues/comments/7/reactions', false],
  ])('%s', (_name, method, path, expected) => {
    expect(isContentWrite(method, path)).toBe(expected);
  });
});

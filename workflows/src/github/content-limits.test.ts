import { describe, expect, it, test } from 'vitest';
import { createContentLimits, isContentWrite } from './content-limits.js';

const minute = 60_000;

const anyTime = Number.POSITIVE_INFINITY;

describe('content limits', () => {
  test('a burst of eighty goes through at once, and the next waits until the first is a minute old', () => {
    const limits = createContentLimits();
    const waits = Array.from({ length: 82 }, (_, index) => limits.book(1_000_000 + index, 'matters', anyTime));
    expect(waits.slice(0, 80).every((wait) => wait === 0)).toBe(true);
    expect(waits.slice(80)).toEqual([minute - 80, minute - 80]);
  });

  test('an hour takes five hundred, however they are spread', () => {
    const limits = createContentLimits();
    const start = 1_000_000;
    const waits = Array.from({ length: 501 }, (_, index) => limits.book(start + index * 2_000, 'matters', anyTime));
    expect(waits.slice(0, 500).every((wait) => wait === 0)).toBe(true);
    expect(waits[500]).toBe(60 * minute - 500 * 2_000);
  });

  test('no minute ever holds more than eighty, whoever waits, whatever it is', () => {
    const limits = createContentLimits();
    const times = Array.from(
      { length: 400 },
      (_, index) => index * 10 + limits.book(index * 10, index % 3 === 0 ? 'progress' : 'matters', anyTime),
    ).sort((one, other) => one - other);
    const tooMany = times.filter((time, index) => index >= 80 && time - (times[index - 80] ?? 0) < minute);
    expect(tooMany).toEqual([]);
  });

  test('progress leaves room for what matters', () => {
    const limits = createContentLimits();
    const progress = Array.from({ length: 60 }, () => limits.book(1_000_000, 'progress', 0));
    expect(progress.filter((wait) => wait === 0)).toHaveLength(48);
    const matters = Array.from({ length: 40 }, () => limits.book(1_000_000, 'matters', 0));
    expect(matters.filter((wait) => wait === 0)).toHaveLength(32);
  });

  test('what is not booked takes no room', () => {
    const limits = createContentLimits();
    for (let count = 0; count < 80; count += 1) limits.book(1_000_000, 'matters', 0);
    for (let count = 0; count < 80; count += 1) expect(limits.book(1_000_001, 'matters', 0)).toBe(minute - 1);
    expect(limits.book(1_000_000 + minute, 'matters', 0)).toBe(0);
  });

  test('a burst of 50 requests, each an answer, a pull request and news: all that matters is written within two minutes', () => {
    const limits = createContentLimits();
    const start = 1_000_000;
    const waiting = Array.from({ length: 50 }, (_, request) => [
      { request, importance: 'matters' as const },
      { request, importance: 'progress' as const },
      { request, importance: 'matters' as const },
    ]).flat();
    const written: { at: number; importance: string }[] = [];
    // each asks again every second, in the order in which Temporal happens to come back to it
    for (let second = 0; second < 600 && waiting.length > 0; second += 1) {
      const now = start + second * 1_000;
      for (const one of waiting.splice(0)) {
        if (limits.book(now, one.importance, 0) === 0) written.push({ at: now, importance: one.importance });
        else waiting.push(one);
      }
    }
    const last = (importance: string) =>
      Math.max(...written.filter((one) => one.importance === importance).map((one) => one.at)) - start;
    expect(written).toHaveLength(150);
    expect(last('matters')).toBeLessThanOrEqual(2 * minute);
    const crowded = written.filter((one, index) => index >= 80 && one.at - (written[index - 80]?.at ?? 0) < minute);
    expect(crowded).toEqual([]);
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

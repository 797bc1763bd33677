import { describe, expect, test } from 'vitest';
import { paginate } from './pagination.js';

const all = Array.from({ length: 65 }, (_, index) => index + 1);
const page = (query: string) =>
  paginate(all, { target: `/repos/o/r/issues?${query}`, query: new URLSearchParams(query) }, 'http://front');

describe('paginate', () => {
  test('thirty to a page, with links to the next and the last', () => {
    const first = page('state=all');
    expect(first.items).toEqual(all.slice(0, 30));
    expect(first.headers.link).toBe(
      '<http://front/repos/o/r/issues?state=all&page=2>; rel="next", <http://front/repos/o/r/issues?state=all&page=3>; rel="last"',
    );
  });
  test('the last page has links back only', () => {
    const last = page('page=3');
    expect(last.items).toEqual(all.slice(60));
    expect(last.headers.link).not.toContain('next');
    expect(last.headers.link).toContain('page=2>; rel="prev"');
  });
  test('at most a hundred to a page, and no link when all fit', () => {
    expect(page('per_page=5000')).toEqual({ items: all, headers: {} });
  });
  test.each(['page=0', 'page=x', 'per_page=-1'])('%s counts as not given', (query) =>
    expect(page(query).items).toHaveLength(30),
  );
  test('a page past the end is empty', () => expect(page('page=9').items).toEqual([]));
});

import { expect, test } from 'vitest';
import { fitSections, MAX_COMMENT } from './fit-sections.js';

const named = (name: string, length: number, importance = 0) => ({
  markdown: name.repeat(length),
  leaveOutAs: { en: name, fr: name.toUpperCase() },
  importance,
});

test('what fits is joined as it is', () => {
  expect(fitSections([{ markdown: 'a' }, { markdown: '' }, { markdown: 'b' }], 'en')).toBe('a\n\nb');
});

test('the longest named section goes first, and the comment says so', () => {
  const fitted = fitSections(
    [{ markdown: 'head' }, named('x', 40_000), named('y', 30_000), { markdown: 'tail' }],
    'fr',
  );
  expect(fitted.length).toBeLessThanOrEqual(MAX_COMMENT);
  expect(fitted.startsWith('head\n\ny')).toBe(true);
  expect(fitted).toMatch(/tail\n\n_Laissé de côté, car un commentaire n'est pas extensible : X\._$/);
});

test('importance comes before length', () => {
  const fitted = fitSections([named('x', 60_000, 1), named('y', 30_000)], 'en');
  expect(fitted.startsWith('x')).toBe(true);
  expect(fitted).toContain('Left out, because a comment holds only so much: y.');
});

test('many left out are counted', () => {
  const fitted = fitSections([{ markdown: 'head' }, ...Array.from({ length: 30 }, () => named('x', 60_000))], 'en');
  expect(fitted).toMatch(/: x, x, x, x, x, 2\d more\._$/);
});

test('even sections that were to stay never make it too long', () => {
  const fitted = fitSections([{ markdown: 'head' }, { markdown: 'z'.repeat(70_000) }], 'en');
  expect(fitted).toBe('head\n\n_Left out, because a comment holds only so much: 1 more._');
});

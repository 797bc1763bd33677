import { expect, it } from 'vitest';
import { nameMatcher } from './name-pattern.js';

it.each([
  [undefined, 'anything', true],
  ['ngin', 'nginx', true],
  ['NGINX', 'nginx', true],
  ['apache', 'nginx', false],
  ['nginx*', 'nginx-common', true],
  ['*-common', 'nginx-common', true],
  ['n?inx', 'nginx', true],
  ['ng?', 'nginx', false],
  ['*', '', true],
  ['php*.*-fpm', 'php8.2-fpm', true],
  ['nginx.', 'nginxx', false],
])('%s finds %s: %s', (pattern, name, found) => {
  expect(nameMatcher(pattern)(name)).toBe(found);
});

it('takes no long time over a pattern made to take long', () => {
  expect(nameMatcher(`${'*a'.repeat(49)}b`)('a'.repeat(300))).toBe(false);
});

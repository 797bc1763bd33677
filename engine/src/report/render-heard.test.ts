import { expect, test } from 'vitest';
import { renderHeard } from './render-heard.js';

test.each([
  ['nobody', [], ''],
  ['one', [{ by: 'alice', words: '/ops pause' }], '💬 Heard: `alice` `/ops pause`'],
])('%s', (_case, heard, markdown) => {
  expect(renderHeard(heard, 'en')).toBe(markdown);
});
test('the last ten are shown and the rest is counted', () => {
  const heard = Array.from({ length: 30 }, (_, index) => ({ by: 'bruno', words: `/ops retry ${index}` }));
  const markdown = renderHeard(heard, 'fr');
  expect(markdown).toMatch(/^💬 Entendu : … \+20, `bruno` `\/ops retry 20`/);
  expect(markdown).toContain('`/ops retry 29`');
});
test('what was typed is code, whatever it holds', () => {
  expect(renderHeard([{ by: 'eve', words: '/ops skip x --reason `@everyone`\n# <img>' }], 'en')).toBe(
    '💬 Heard: `eve` ``/ops skip x --reason `@everyone` # <img>``',
  );
});

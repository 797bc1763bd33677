import { expect, test } from 'vitest';
import { checkInput } from '../../execution/check-input.js';
import { actions, findAction } from '../registry.js';
import { actionPages } from './all-pages.js';

test('every action has a page, and no page is of anything else', () => {
  expect([...actionPages.keys()].sort()).toEqual(actions.map(({ name }) => name).sort());
});

test.each([...actionPages])('the example of %s may be written so, and gives what its page lists', (name, page) => {
  const action = findAction(name);
  if (action === undefined) throw new Error(`there is no ${name}`);
  expect(checkInput(action, page.example)).toMatchObject({ kind: 'valid' });
  expect(Object.keys(page.outputs)).toEqual(expect.arrayContaining(Object.keys(page.gave)));
});

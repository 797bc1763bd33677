import { expect, test } from 'vitest';
import { questionTerms } from './question-terms.js';

test.each<[string, readonly string[]]>([
  ['combien de temps garde-t-on les sauvegardes ?', ['de', 'garde', 'on', 'sauvegardes']],
  ["d'où vient l'erreur 502 de web-01 ?", ['vient', 'erreur', '502', 'de', 'web-01']],
  [
    'How do I renew the TLS certificate of shop.example.com?',
    ['renew', 'the', 'tls', 'certificate', 'of', 'shop.example.com'],
  ],
  ['web-01 WEB-01 Web-01', ['web-01']],
  ['why?', []],
  ['?!… -- ./.', []],
])('%j is about %j', (question, terms) => {
  expect(questionTerms(question).map(({ folded }) => folded)).toEqual(terms);
});

test('what is written keeps its accents, for the stop words', () => {
  expect(questionTerms('été')).toEqual([{ written: 'été', folded: 'ete' }]);
});

test('a pasted log is not a question of a thousand words', () => {
  expect(questionTerms(Array.from({ length: 1_000 }, (_, index) => `line${index}`).join(' '))).toHaveLength(24);
});

import { expect, it } from 'vitest';
import { lexiconKey } from '../words/lexicon.js';
import type { Meaning } from './meaning.js';
import { acts, toldActs } from './acts.js';
import { grammar } from './grammar.js';

const conceptOf = (meaning: Meaning): string => (meaning.kind === 'act' ? meaning.concept : meaning.kind);

/** Forms that are given to more than one of the concepts. */
function twice(entries: readonly (readonly [string, Meaning])[]): string[] {
  const concepts = new Map<string, Set<string>>();
  for (const [form, meaning] of entries) {
    const key = lexiconKey(form);
    concepts.set(key, (concepts.get(key) ?? new Set()).add(conceptOf(meaning)));
  }
  return [...concepts]
    .filter(([, found]) => found.size > 1)
    .map(([form, found]) => `${form}: ${[...found].join(', ')}`);
}

const verbs = acts.filter(([, meaning]) => meaning.kind === 'act' && meaning.part !== 'topic' && meaning.weak !== true);

it('no verb asks for two changes', () => {
  expect(twice(verbs)).toEqual([]);
});

it('no participle tells of two changes', () => {
  expect(twice(toldActs)).toEqual([]);
});

it('no word denies and asks', () => {
  const denying = grammar.filter(([, meaning]) => meaning.kind === 'negation' || meaning.kind === 'except');
  const asking = new Set(verbs.map(([form]) => lexiconKey(form)));
  expect(denying.map(([form]) => lexiconKey(form)).filter((form) => asking.has(form))).toEqual([]);
});

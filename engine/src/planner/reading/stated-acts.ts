import { readValues } from './read-values.js';
import type { Asked } from './reading.js';
import type { Word } from '../words/word.js';

/** A statement in backticks says what is to be done with it, and one that changes data is no query. */
export function statements(words: readonly Word[]): Asked[] {
  return words.flatMap(({ meaning }): Asked[] => {
    if (meaning.kind !== 'literal' || meaning.literal !== 'code') return [];
    if (/^\s*(?:select|with|explain|show|table)\s/i.test(meaning.value))
      return [{ concept: 'query', part: 'topic', weak: false, stance: 'asked' }];
    return /^\s*(?:insert|update|delete|drop|alter|truncate|create|grant)\s+(?:\w+\s+)?\w/i.test(meaning.value)
      ? [{ concept: 'change-data', part: 'verb', weak: false, stance: 'asked', deed: changesData }]
      : [];
  });
}

const changesData = { en: 'change data inside a database', fr: 'modifier les données d’une base' };

/** "purge /var/log/shop older than 45 days": what is purged there by its age are logs. */
export function datedLogs(words: readonly Word[]): Asked[] {
  const path = words.some(
    ({ meaning }) =>
      meaning.kind === 'literal' && meaning.literal === 'path' && /\/logs?(?:\/|$)|\.log$/.test(meaning.value),
  );
  const dated = readValues(words, []).spans.some(({ relation }) => relation === 'older');
  const said = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'logs');
  return path && dated && !said ? [{ concept: 'logs', part: 'topic', weak: false, stance: 'asked' }] : [];
}

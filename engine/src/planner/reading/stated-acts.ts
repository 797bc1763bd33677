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

/** "is there « rejected » in the logs", "for « refused »": quoted words that are looked for in logs. */
export function soughtQuotes(words: readonly Word[], quotes: readonly string[]): Asked[] {
  const logs = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'logs');
  const said = words.some(
    ({ meaning }) => meaning.kind === 'act' && /^(?:search|write|add|edit|delete)$/.test(meaning.concept),
  );
  const first = words.findIndex(({ token }) => token.quoted);
  const next = words.findIndex(({ token }, at) => at > first && !token.quoted);
  const sought =
    first >= 0 &&
    (/^(?:for|il|there|any|contains?|contient)$/.test(words[first - 1]?.folded ?? '') ||
      (/^(?:in|dans|from)$/.test(words[next]?.folded ?? '') &&
        words.slice(next, next + 4).some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'logs')));
  return logs && sought && quotes.length === 1 && !said
    ? [{ concept: 'search', part: 'topic', weak: false, stance: 'asked' }]
    : [];
}

const there =
  /^(?:exists?|there|available|published|present|pushed|existe|existent|dispo|disponible|presente?|publiee?|poussee?|la)$/;

/** "does registry.example.com/shop:4.2 exist?", "is tag 11.3 of … there?": whether the registry has it. */
export function soughtImages(words: readonly Word[]): Asked[] {
  const image = words.some(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'image');
  const orders = words.some(
    ({ meaning, stance }) =>
      meaning.kind === 'act' && meaning.part === 'verb' && meaning.weak !== true && stance === 'asked',
  );
  const asks = words.some(({ token, folded }) => there.test(token.raw.toLowerCase()) || there.test(folded));
  return image && asks && !orders ? [{ concept: 'image', part: 'topic', weak: false, stance: 'asked' }] : [];
}

const toward = /^(?:to|en|a|vers|in|at)$/;

/**
 * "nginx to version 1.26.2", "shop en 3.2.0", "retour à tms 7.4.3": a version beside what has it, with no verb, is to be
 * put there.
 */
export function versionsToPut(words: readonly Word[]): Asked[] {
  const at = words.findIndex(({ meaning }) => meaning.kind === 'literal' && meaning.literal === 'version');
  // A word of a phrase of the catalog, "roll shop back to 2.4", may be its verb.
  const verbs = words.some(
    ({ meaning }) => meaning.kind === 'act' && (meaning.part === 'verb' || meaning.concept.startsWith('word:')),
  );
  const service = words.findIndex(({ meaning }) => meaning.kind === 'service');
  if (at < 0 || verbs || service < 0) return [];
  const opening = words.slice(0, Math.min(at, service)).find(({ meaning }) => meaning.kind !== 'filler');
  const back = /^(?:retour|back)$/.test(opening?.folded ?? '');
  if (back) return [{ concept: 'rollback', part: 'verb', weak: false, stance: 'asked' }];
  const fetched = words.some(({ meaning }) => meaning.kind === 'named' && meaning.role === 'checksum');
  if (fetched) return [{ concept: 'deploy', part: 'verb', weak: false, stance: 'asked' }];
  const put = service < at && words.slice(service + 1, at).some(({ folded }) => toward.test(folded));
  return put && at - service <= 3 ? [{ concept: 'put', part: 'verb', weak: true, stance: 'asked' }] : [];
}

/** "purge /var/log/shop older than 45 days": what is purged there by its age are logs. */
export function datedLogs(words: readonly Word[]): Asked[] {
  const purged = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'clean');
  const path = words.some(
    ({ meaning }) =>
      meaning.kind === 'literal' &&
      meaning.literal === 'path' &&
      (purged || /\/logs?(?:\/|$)|\.log$/.test(meaning.value)),
  );
  const dated = readValues(words, []).spans.some(({ relation }) => relation === 'older');
  const said = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'logs');
  const old = words.some(({ meaning }) => meaning.kind === 'act' && meaning.concept === 'old');
  const missing = path && dated ? [...(said ? [] : ['logs']), ...(old ? [] : ['old'])] : [];
  return missing.map((concept): Asked => ({ concept, part: 'topic', weak: false, stance: 'asked' }));
}

import { describe, expect, it } from 'vitest';
import { planFor, summarise } from '../planner.fixture.js';
import { numberOf } from './spoken-numbers.js';
import { writeSpoken } from './spoken.js';
import { tokenise } from './tokens.js';

const written = (text: string): string =>
  writeSpoken(tokenise(text))
    .map(({ folded }) => folded)
    .join(' ');

describe('numbers in words', () => {
  it.each([
    ['two hundred', 200],
    ['quatre-vingt-dix-sept', 97],
    ['quatre vingt dix', 90],
    ['soixante et onze', 71],
    ['septante deux', 72],
    ['deux cent cinquante', 250],
    ['trois mille', 3000],
    ['twenty-five', 25],
    ['one two', undefined],
    ['dix vingt', undefined],
  ])('%s', (words, value) => {
    expect(numberOf(words.split(' '))).toBe(value);
  });
});

describe('what was dictated', () => {
  it.each([
    ['web dash zero one', 'web 01'],
    ['app tiret stg tiret oh one', 'app stg 01'],
    ['santé de app tiret zéro trois point', 'sante de app 03'],
    ['deux point cinq point un', '2.5.1'],
    ['last eighty lines question mark', 'last 80 lines'],
    ['the one on web', 'the one on web'],
    ['les deux web', 'le deux web'],
    ['un redémarrage', 'un redemarrage'],
  ])('%s', (text, expected) => {
    expect(written(text).replace('les ', 'le ')).toBe(expected);
  });

  it.each([
    ['restart nginx on web dash zero one', 'restart-service nginx @ web-01'],
    ['disk of web zero two', 'check-disk @ web-02'],
    ['restart nginx on host=web-02', 'restart-service nginx @ web-02'],
    ['restart nginx on web 9', 'question'],
    ['restart nginx on web dash nine', 'question'],
    ['disk of web dash zero nine', 'question'],
  ])('%s', async (text, expected) => {
    expect(summarise(await planFor(text))).toBe(expected);
  });
});

describe('limits that were said are kept', () => {
  it.each([
    'supprime les fichiers de plus de 1 Go dans /tmp/x sur web-01',
    'delete /tmp/x older than 3 days on web-01',
    'delete /tmp/x zorglub on web-01',
    'verify the last backup',
    'disk space, because zorglub quux grumbles',
  ])('%s', async (text) => {
    expect((await planFor(text)).kind).not.toBe('runbook');
  });

  it.each([
    ['all of a thing is not all machines', 'list all packages on web-01', ['web-01']],
    ['what is left alone', 'check the disk everywhere in prod but leave web-01 alone', ['web-02', 'db-01', 'bastion']],
  ])('%s', async (_why, text, servers) => {
    const outcome = await planFor(text);
    if (outcome.kind !== 'runbook') throw new Error(outcome.kind);
    expect(outcome.runbook.spec.targets?.servers).toEqual(servers);
  });
});

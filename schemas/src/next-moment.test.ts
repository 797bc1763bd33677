import { describe, expect, test } from 'vitest';
import { InvalidMoment, nextMoment } from './next-moment.js';

describe('nextMoment', () => {
  test.each<[name: string, moment: string, zone: string, after: string, expected: string | undefined]>([
    ['in winter time', '0 18 * * FRI', 'Europe/Paris', '2026-01-05T00:00:00Z', '2026-01-09T17:00:00.000Z'],
    ['in summer time', '0 18 * * FRI', 'Europe/Paris', '2026-07-06T00:00:00Z', '2026-07-10T16:00:00.000Z'],
    ['over the end of summer time', '0 8 * * MON', 'Europe/Paris', '2026-10-23T16:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['an hour that is left out', '30 2 * * *', 'Europe/Paris', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    [
      'an hour that comes twice: first',
      '30 2 * * *',
      'Europe/Paris',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'an hour that comes twice: once',
      '30 2 * * *',
      'Europe/Paris',
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    ['not the moment itself', '0 18 * * FRI', 'UTC', '2026-01-09T18:00:00Z', '2026-01-16T18:00:00.000Z'],
    ['a single one', '2026-12-18 18:00', 'Europe/Paris', '2026-01-01T00:00:00Z', '2026-12-18T17:00:00.000Z'],
    ['a single one that is over', '2026-12-18 18:00', 'Europe/Paris', '2026-12-18T17:00:00Z', undefined],
    ['a day that never comes', '0 0 31 2 *', 'UTC', '2026-01-01T00:00:00Z', undefined],
  ])('%s', (_, moment, zone, after, expected) => {
    expect(nextMoment(moment, zone, new Date(after))?.toISOString()).toBe(expected);
  });

  test.each([
    ['a minute that is none', '61 0 * * *', 'UTC', 'moment'],
    ['six fields', '0 0 0 * * *', 'UTC', 'moment'],
    ['words', 'next friday at six o', 'UTC', 'moment'],
    ['a day of no month', '2026-13-01 10:00', 'UTC', 'moment'],
    ['a zone that is none', '0 0 * * *', 'Europe/Pariss', 'time zone'],
  ])('%s is refused', (_, moment, zone, part) => {
    expect(() => nextMoment(moment, zone, new Date(0))).toThrow(InvalidMoment);
    expect(() => nextMoment(moment, zone, new Date(0))).toThrow(`is no ${part}`);
  });
});

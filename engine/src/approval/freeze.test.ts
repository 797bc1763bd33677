import type { Policy } from '@chatops-commander/schemas';
import { describe, expect, test } from 'vitest';
import { sampleChange, samplePolicy, sampleServer } from './change-facts.fixture.js';
import type { ChangeFile } from './change-facts.js';
import { standingFreeze, wallTime } from './freeze.js';

type Freeze = NonNullable<Policy['freezes']>[number];
const weekend: Freeze = { name: 'weekend', from: '0 18 * * FRI', until: '0 8 * * MON', timeZone: 'Europe/Paris' };
const year: Freeze = { name: 'year', from: '2026-12-18 18:00', until: '2027-01-04 08:00', timeZone: 'Europe/Paris' };
const night: Freeze = { name: 'night', from: '0 22 * * *', until: '0 6 * * *', timeZone: 'Europe/Paris' };
const files = [sampleChange()];
const at = (now: string, freezes: readonly Freeze[] = [weekend], changes: readonly ChangeFile[] = files) =>
  standingFreeze(changes, { ...samplePolicy, freezes: [...freezes] }, now);

describe('a window, by the clock of its zone', () => {
  test.each<[name: string, freeze: Freeze, now: string, until: string | undefined]>([
    ['a second before it', weekend, '2026-01-09T16:59:59Z', undefined],
    ['as it begins', weekend, '2026-01-09T17:00:00Z', '2026-01-12T07:00:00.000Z'],
    ['in it', weekend, '2026-01-11T12:00:00Z', '2026-01-12T07:00:00.000Z'],
    ['a second before its end', weekend, '2026-01-12T06:59:59Z', '2026-01-12T07:00:00.000Z'],
    ['as it ends', weekend, '2026-01-12T07:00:00Z', undefined],
    ['as it begins, in summer', weekend, '2026-07-10T16:00:00Z', '2026-07-13T06:00:00.000Z'],
    ['while the clock is put forward', weekend, '2026-03-28T12:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['while the clock is put back', weekend, '2026-10-24T12:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['over midnight', night, '2026-01-12T22:30:00Z', '2026-01-13T05:00:00.000Z'],
    ['between two nights', night, '2026-01-13T12:00:00Z', undefined],
    ['before one that comes once', year, '2026-12-18T16:59:59Z', undefined],
    ['in one that comes once', year, '2026-12-25T00:00:00Z', '2027-01-04T07:00:00.000Z'],
    ['after one that comes once', year, '2027-01-04T07:00:00Z', undefined],
    ['at a time that cannot be read', weekend, 'soon', undefined],
  ])('%s', (_name, freeze, now, until) => {
    expect(at(now, [freeze])?.until).toBe(until);
  });

  test('a time that cannot be read is held', () => {
    expect(at('soon')).toMatchObject({ name: 'weekend', until: undefined });
  });

  test('of two, the one that ends last', () => {
    expect(at('2026-12-19T12:00:00Z', [weekend, year])?.name).toBe('year');
    expect(at('2026-12-19T12:00:00Z', [year, weekend])?.name).toBe('year');
  });
});

describe('what it holds', () => {
  const inIt = '2026-01-11T12:00:00Z';
  const staging = sampleServer('stage-01', { environment: 'staging' });
  const production = sampleServer('web-01');
  test.each<[name: string, over: Partial<Freeze>, change: Partial<ChangeFile>, held: boolean]>([
    ['any change', {}, {}, true],
    ['no reading', {}, { alters: [] }, false],
    ['a change in its environment', { environments: ['production'] }, {}, true],
    ['none elsewhere', { environments: ['staging'] }, {}, false],
    [
      'none that only reads there',
      { environments: ['staging'] },
      { servers: [production, staging], alters: ['web-01'] },
      false,
    ],
    [
      'one that alters there, too',
      { environments: ['staging'] },
      { servers: [production, staging], alters: ['stage-01'] },
      true,
    ],
    ['a change of its risk', { risk: 'medium' }, {}, true],
    ['none below its risk', { risk: 'high' }, {}, false],
  ])('%s', (_name, over, change, held) => {
    expect(at(inIt, [{ ...weekend, ...over }], [sampleChange(change)]) !== undefined).toBe(held);
  });

  test('one of several files is enough', () => {
    const reading = sampleChange({ alters: [], path: 'changes/look.yaml' });
    expect(at(inIt, [weekend], [reading, sampleChange()])).toBeDefined();
  });

  test('without freezes, nothing', () => {
    expect(standingFreeze(files, samplePolicy, inIt)).toBeUndefined();
  });
});

test('the hour is the one on the wall there', () => {
  expect(wallTime('2026-01-12T07:00:00.000Z', 'Europe/Paris')).toBe('2026-01-12 08:00 (Europe/Paris)');
});

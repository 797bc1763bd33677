import { describe, expect, test } from 'vitest';
import { commandStage } from '../command-stage.fixture.js';
import { keepsConventions } from '../conventions.fixture.js';

keepsConventions({
  name: 'lock',
  needs: 'operator',
  typed: [
    'lock web-01 --reason disk swap',
    'verrouille web-01 --raison changement de disque',
    'lock WEB-01 --reason x',
  ],
  words: ['lock the screen of the kiosk'],
  incomplete: [
    'lock',
    'lock web-01',
    'lock web-01 --reason',
    'lock web-01 --reason x --for ever',
    'lock web-01 --reason x --for 8d',
  ],
  slip: 'lcok web-01 --reason disk swap',
});

describe('what it takes', () => {
  test.each([
    ['disk swap', 'lock web-01 person:alice disk swap 24h'],
    ['"disk swap" --for 2h', 'lock web-01 person:alice disk swap 2h'],
    ['disk swap --pendant 3d', 'lock web-01 person:alice disk swap 72h'],
  ])('--reason %s', async (typed, effect) => {
    const heard = await commandStage().say(`/ops lock web-01 --reason ${typed}`);
    expect(heard.effects).toEqual([effect]);
    expect(heard.audited).toContain('lock.taken');
    expect(heard.answer).toContain('/ops unlock web-01');
  });
  test('--for before the reason', async () => {
    const heard = await commandStage().say('/ops lock web-01 --for 1h --reason disk swap');
    expect(heard.effects).toEqual(['lock web-01 person:alice disk swap 1h']);
  });
});
test('a server that is not in the inventory cannot be locked', async () => {
  expect((await commandStage().say('/ops lock web-99 --reason x')).effects).toEqual([]);
});
test.each([
  ['a run', { holder: 'run:r-abc:1', runId: 'r-abc' }, '/ops cancel r-abc'],
  ['a person', { holder: 'person:bruno', runId: null }, '/ops unlock web-01'],
])('held by %s: says who, why, where, since when and what to do', async (_case, holder, next) => {
  const lock = { server: 'web-01', reason: 'Deploy @shop', link: '#12', since: '2026-01-01T09:30:00Z', ...holder };
  const heard = await commandStage({ locks: [lock] }).say('/ops lock web-01 --reason x');
  expect(heard.effects).toEqual([]);
  for (const part of [next, holder.runId ?? holder.holder, '`@shop`', ' · #12', '2026-01-01 09:30 UTC'])
    expect(heard.answer).toContain(part);
});

import { describe, expect, test } from 'vitest';
import { createOneAtATime } from './one-at-a-time.js';
import { createRefMoves, type MovedRef, movedBetween } from './ref-moves.js';

const alice = { kind: 'person', login: 'alice' } as const;

test('movedBetween tells what was made, moved and deleted', () => {
  const before = new Map([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
  ]);
  const after = new Map([
    ['a', '1'],
    ['b', '9'],
    ['d', '4'],
  ]);
  expect(movedBetween(before, after)).toEqual([
    { ref: 'b', before: '2', after: '9' },
    { ref: 'c', before: '3', after: undefined },
    { ref: 'd', before: undefined, after: '4' },
  ]);
});

describe('refs move one at a time', () => {
  test('a push that fails half way still tells what it moved, and the next one goes on', async () => {
    const refs = new Map<string, string>();
    const told: MovedRef[] = [];
    const refMoves = createRefMoves({
      git: {
        refs: async () => new Map(refs),
        moveRef: async ({ ref, to }) => void (to === undefined ? refs.delete(ref) : refs.set(ref, to)),
      },
      oneAtATime: createOneAtATime(),
      announce: async (moved) => void told.push(...moved),
    });
    const broken = refMoves.during(alice, async () => {
      refs.set('refs/heads/x', '1');
      refs.set('refs/pull/1/head', '1');
      throw new Error('the client went away');
    });
    const next = refMoves.move({ ref: 'refs/heads/y', to: '2', from: undefined }, alice);
    await expect(broken).rejects.toThrow('went away');
    await next;
    expect(told).toEqual([
      { ref: 'refs/heads/x', before: undefined, after: '1' },
      { ref: 'refs/heads/y', before: undefined, after: '2' },
    ]);
  });
});

import { expect, it } from 'vitest';
import { together } from './together.js';

/** Sends that end when they are told to, and what each was given. */
function stage() {
  const sent: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const ask = together<number, string>(async (items) => {
    sent.push(items);
    await new Promise<void>((resolve) => ends.push(resolve));
    if (items.includes(13)) throw new Error('13 cannot be recorded');
    return items.map((item) => `answer ${item}`);
  });
  const endNext = async () => {
    while (ends.length === 0) await new Promise(setImmediate);
    ends.shift()?.();
  };
  return { ask, sent, endNext };
}

it('sends the first at once, and what came meanwhile together', async () => {
  const { ask, sent, endNext } = stage();
  const answers = Promise.all([1, 2, 3].map(ask));
  expect(sent).toEqual([[1]]);
  await endNext();
  await endNext();
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
  expect(sent).toEqual([[1], [2, 3]]);
  const later = ask(4);
  await endNext();
  expect(await later).toBe('answer 4');
});

it('sends no more than fifty together', async () => {
  const { ask, sent, endNext } = stage();
  const answers = Promise.all(Array.from({ length: 102 }, (_, n) => ask(n + 100)));
  for (let n = 0; n < 4; n += 1) await endNext();
  expect(await answers).toHaveLength(102);
  expect(sent.map((items) => items.length)).toEqual([1, 50, 50, 1]);
});

it('lets one that fails fail alone, and goes on', async () => {
  const { ask, sent, endNext } = stage();
  const asked = [1, 12, 13, 14].map(ask);
  const ended = Promise.allSettled(asked);
  for (let n = 0; n < 5; n += 1) await endNext();
  expect((await ended).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(sent).toEqual([[1], [12, 13, 14], [12], [13], [14]]);
  const later = ask(5);
  await endNext();
  expect(await later).toBe('answer 5');
});

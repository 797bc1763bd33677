import { ConnectionLost } from '@chatops-commander/engine/ssh/connection-errors';
import { describe, expect, it } from 'vitest';
import { eachServer } from './each-server.js';

const names = ['a', 'b', 'c', 'd', 'e'];
const lost = new ConnectionLost({ name: 'a', host: '127.0.0.1', port: 22 });

/** A promise and the way to fulfil it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

describe('eachServer', () => {
  it('keeps the order of the servers, whoever is first', async () => {
    const { open, opened } = gate();
    const answers = eachServer(names, 2, async (name) => {
      if (name === 'a') await opened;
      if (name === 'e') open();
      return name.toUpperCase();
    });
    expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('throws only when all that had begun is over', async () => {
    const { open, opened } = gate();
    const ended: string[] = [];
    const all = eachServer(['a', 'b'], 2, async (name) => {
      if (name === 'a') throw lost;
      await opened;
      ended.push(name);
    }).catch((error: unknown) => ({ error, ended: [...ended] }));
    open();
    expect(await all).toEqual({ error: lost, ended: ['b'] });
  });

  it.each<[string, unknown, readonly string[]]>([
    ['trouble with one server keeps none of the others from beginning', lost, names],
    ['broken machinery keeps all others from it', new Error('database is away'), ['a']],
  ])('%s', async (_case, error, expected) => {
    const begun: string[] = [];
    const all = eachServer(names, 1, async (name) => {
      begun.push(name);
      if (name === 'a') throw error;
    });
    await expect(all).rejects.toBe(error);
    expect(begun).toEqual(expected);
  });
});

import { expect, it } from 'vitest';
import { createHandshakePace } from './pace-handshakes.js';
import type { ServerAddress } from './remote-execution.js';

const bastion: ServerAddress = {
  ...{ name: 'bastion', host: '192.0.2.1', port: 22, user: 'ops', key: 'secret:k', hostKey: undefined, sudo: 'none' },
};
const server = (host: string, more: Partial<ServerAddress> = {}): ServerAddress => ({ ...bastion, host, ...more });

/** How many handshakes are under way at once when none of them ends. */
async function underWay(servers: readonly ServerAddress[]): Promise<number> {
  const pace = createHandshakePace({ atOneSshd: 3, atOnce: 20 });
  let begun = 0;
  for (const one of servers) {
    void pace(one, () => {
      begun += 1;
      return new Promise(() => {});
    });
  }
  await new Promise(setImmediate);
  return begun;
}

const several = (count: number, make: (index: number) => ServerAddress) =>
  Array.from({ length: count }, (_, index) => make(index));

it.each([
  ['different servers do not wait for each other', several(15, (i) => server(`10.0.0.${i}`)), 15],
  ['names of one sshd do', several(15, (i) => server('10.0.0.1', { name: `n${i}` })), 3],
  ['two ports are two sshd', several(15, (i) => server('10.0.0.1', { port: 22 + (i % 2) })), 6],
  ['servers behind one bastion do not', several(15, (i) => server(`10.0.0.${i}`, { jump: bastion })), 15],
  [
    'one address behind two bastions is two servers',
    several(15, (i) => server('10.0.0.1', i % 2 ? { jump: bastion } : {})),
    6,
  ],
  ['nobody overloads the worker itself', several(30, (i) => server(`10.0.0.${i}`)), 20],
])('%s', async (_case, servers, expected) => {
  expect(await underWay(servers)).toBe(expected);
});

it('the next one begins when one ends, also by failing', async () => {
  const pace = createHandshakePace({ atOneSshd: 1, atOnce: 1 });
  const failed = pace(server('10.0.0.1'), () => Promise.reject(new Error('refused')));
  const next = pace(server('10.0.0.2'), async () => 'in');
  await expect(failed).rejects.toThrow('refused');
  await expect(next).resolves.toBe('in');
});

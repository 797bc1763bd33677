import { expect, test } from 'vitest';
import { createCircuitBreaker } from './circuit-breaker.js';
import { ServerUnreachable } from './connection-errors.js';

function stage() {
  let now = 0;
  let attempts = 0;
  let up = false;
  const clock = { now: () => now, sleep: async () => undefined };
  const guard = createCircuitBreaker({ clock, failures: 3, restMs: 5_000 });
  const server = { name: 'web-01', host: '10.0.0.11', port: 22 };
  return {
    pass: (ms: number) => {
      now += ms;
    },
    recover: () => {
      up = true;
    },
    attempts: () => attempts,
    connect: () =>
      guard(async () => {
        attempts += 1;
        if (!up) throw new ServerUnreachable(server, 'timeout');
        return 'connected';
      }).catch((error: Error) => error.name),
  };
}

test('after three failures nobody knocks until the rest is over, and all hear why', async () => {
  const { connect, attempts, pass } = stage();
  for (const _ of [1, 2, 3, 4, 5]) expect(await connect()).toBe('ServerUnreachable');
  expect(attempts()).toBe(3);
  pass(5_000);
  expect(await connect()).toBe('ServerUnreachable');
  expect(await connect()).toBe('ServerUnreachable');
  expect(attempts()).toBe(4);
});

test('one success forgets the failures', async () => {
  const { connect, attempts, pass, recover } = stage();
  for (const _ of [1, 2, 3]) await connect();
  recover();
  expect(await connect()).toBe('ServerUnreachable');
  pass(5_000);
  expect([await connect(), await connect(), attempts()]).toEqual(['connected', 'connected', 5]);
});

test('a fault of ours is no fault of the server', async () => {
  const clock = { now: () => 0, sleep: async () => undefined };
  const guard = createCircuitBreaker({ clock, failures: 1, restMs: 5_000 });
  await expect(guard(() => Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
  expect(await guard(async () => 'connected')).toBe('connected');
});

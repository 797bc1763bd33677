import { describe, expect, test } from 'vitest';
import { createPacedRequest } from './pace-requests.js';

const comment = {
  method: 'POST',
  url: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  baseUrl: 'https://ghe.example/api/v3',
};
const reading = { ...comment, method: 'GET' };

function paced(waitMs = 0) {
  const waits: number[] = [];
  const booked: string[] = [];
  const request = createPacedRequest({
    limits: {
      book: (_now, importance) => {
        booked.push(importance);
        return waitMs;
      },
    },
    now: () => 0,
    wait: async (ms) => void waits.push(ms),
    warn: () => {},
  });
  return { request, waits, booked };
}
const limited = (seconds: number) =>
  Object.assign(new Error('slow down'), { status: 429, response: { headers: { 'retry-after': String(seconds) } } });

describe('paced requests', () => {
  test('a write that creates content waits for its place, a read does not', async () => {
    const { request, waits } = paced(1_200);
    await request(async () => 'read', reading);
    expect(waits).toEqual([]);
    await request(async () => 'written', comment);
    expect(waits).toEqual([1_200]);
  });

  test('a write that would wait for long is not sent, and says when to come back', async () => {
    const { request, waits } = paced(40_000);
    let sent = false;
    const write = async () => {
      sent = true;
    };
    await expect(request(write, comment)).rejects.toMatchObject({ name: 'WritesSpent', retryAfterMs: 40_000 });
    expect([sent, waits]).toEqual([false, []]);
  });

  test('what waits to write keeps nobody from reading', async () => {
    const { request } = paced(40_000);
    await Promise.allSettled(Array.from({ length: 60 }, () => request(async () => 'written', comment)));
    await expect(request(async () => 'read', reading)).resolves.toBe('read');
  });

  test('news about what goes on gives way', async () => {
    const { request, booked } = paced();
    await request(async () => 'written', { ...comment, request: { importance: 'progress' } });
    await request(async () => 'written', comment);
    expect(booked).toEqual(['progress', 'matters']);
  });

  test('a short rate limit is waited for, once', async () => {
    const { request, waits } = paced();
    let tries = 0;
    const always = async () => {
      tries += 1;
      throw limited(3);
    };
    await expect(request(always, reading)).rejects.toThrow('slow down');
    expect({ tries, waits }).toEqual({ tries: 2, waits: [3_000] });
  });

  test('a long rate limit is left to the caller', async () => {
    const { request, waits } = paced();
    await expect(request(async () => Promise.reject(limited(3_600)), reading)).rejects.toThrow('slow down');
    expect(waits).toEqual([]);
  });

  test('another failure of a write is not repeated: it may have succeeded', async () => {
    const { request } = paced();
    let tries = 0;
    const lost = async () => {
      tries += 1;
      throw new Error('socket hang up');
    };
    await expect(request(lost, comment)).rejects.toThrow('socket hang up');
    expect(tries).toBe(1);
  });

  test('no more than forty at once, and a token that is asked for meanwhile passes', async () => {
    const { request } = paced();
    const ends: (() => void)[] = [];
    let started = 0;
    const slow = () => {
      started += 1;
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = Array.from({ length: 50 }, () => request(slow, reading));
    await Promise.resolve();
    expect(started).toBe(40);
    const token = { ...comment, url: '/app/installations/{installation_id}/access_tokens' };
    await expect(request(async () => 'token', token)).resolves.toBe('token');
    while (ends.length > 0) {
      ends.splice(0).forEach((end) => {
        end();
      });
      await new Promise(setImmediate);
    }
    await Promise.all(all);
    expect(started).toBe(50);
  });
});

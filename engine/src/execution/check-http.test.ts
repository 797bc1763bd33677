import { describe, expect, it } from 'vitest';
import type { HttpExpectation } from '../actions/http/http-expectation.js';
import { checkHttp } from './check-http.js';
import type { HttpAnswer, HttpRequest } from './http-client.js';

const page = (status: number, more: Partial<Extract<HttpAnswer, { kind: 'answer' }>> = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  body: '<h1>Boutique</h1>',
  ms: 34,
  tlsDaysLeft: undefined,
  location: undefined,
  ...more,
});
const refused: HttpAnswer = { kind: 'no-answer', because: { en: 'refused', fr: 'refusé' } };
const forbidden: HttpAnswer = { kind: 'forbidden', because: { en: 'never asked', fr: 'jamais' } };

/** Answers in turn, the last for ever; time passes only in pauses. */
function world(...answers: HttpAnswer[]) {
  const asked: HttpRequest[] = [];
  let clock = 0;
  const abort = new AbortController();
  const check = (change: Partial<HttpExpectation> = {}) =>
    checkHttp(
      {
        http: {
          async get(request) {
            asked.push(request);
            return answers[Math.min(asked.length, answers.length) - 1] ?? refused;
          },
        },
        pause: async (ms) => {
          clock += ms;
        },
        monotonic: () => clock,
      },
      {
        url: 'https://shop.example.com/',
        status: undefined,
        contains: undefined,
        withinMs: 0,
        everyMs: 1000,
        ...change,
      },
      { mayAskLoopback: (url) => url.port === '8080', timeoutMs: 30_000, signal: abort.signal },
    );
  return { asked, check, abort, clock: () => clock };
}
const urls = (asked: HttpRequest[]) => asked.map(({ url }) => url.href);

describe('checkHttp', () => {
  it.each<[string, HttpAnswer, Partial<HttpExpectation>, boolean]>([
    ['200', page(200), {}, true],
    ['399 by default', page(399), {}, true],
    ['400', page(400), {}, false],
    ['199', page(199), {}, false],
    ['the status asked for', page(404), { status: 404 }, true],
    ['another status than asked for', page(204), { status: 200 }, false],
    ['the text asked for', page(200), { contains: 'Boutique' }, true],
    ['no such text', page(200), { contains: 'Panier' }, false],
    ['no answer', refused, {}, false],
    ['a forbidden address', forbidden, {}, false],
  ])('%s', async (_case, answer, expectation, good) => {
    const result = await world(answer).check(expectation);
    expect(result.kind).toBe(good ? 'done' : 'failed');
  });

  it('says what it saw, with figures', async () => {
    const result = await world(page(200, { tlsDaysLeft: 41 })).check();
    expect(result).toMatchObject({
      changed: false,
      outputs: { status: 200, ms: 34, tlsDaysLeft: 41, tries: 1 },
      summary: {
        en: 'https://shop.example.com/: 200, 34 ms, certificate good for 41 d',
        fr: 'https://shop.example.com/ : 200, 34 ms, certificat valable encore 41 j',
      },
    });
  });

  it('asks again until it is good', async () => {
    const { check, asked, clock } = world(refused, page(502), page(200));
    expect(await check({ withinMs: 10_000 })).toMatchObject({ kind: 'done', outputs: { tries: 3 } });
    expect(asked).toHaveLength(3);
    expect(clock()).toBe(2000);
  });

  it('gives up when the time is over, and says what was wrong at last', async () => {
    const { check, asked } = world(refused, page(502));
    expect(await check({ withinMs: 3000 })).toMatchObject({
      kind: 'failed',
      reason: { en: 'https://shop.example.com/: it answers 502, 200–399 was expected, after 4 tries' },
    });
    expect(asked).toHaveLength(4);
  });

  it('does not ask a forbidden address again', async () => {
    const { check, asked } = world(forbidden);
    await check({ withinMs: 60_000 });
    expect(asked).toHaveLength(1);
  });

  it('ends when it is cancelled', async () => {
    const { check, abort, asked } = world(refused);
    abort.abort();
    expect((await check({ withinMs: 60_000 })).kind).toBe('failed');
    expect(asked).toHaveLength(1);
  });
});

describe('redirects', () => {
  const to = (location: string) => page(302, { location });

  it.each<[string, HttpAnswer[], Partial<HttpExpectation>, string[], boolean]>([
    [
      'on the same host are followed',
      [to('/en'), page(200)],
      {},
      ['https://shop.example.com/', 'https://shop.example.com/en'],
      true,
    ],
    ['to another host are not', [to('https://evil.example/'), page(200)], {}, ['https://shop.example.com/'], true],
    [
      'to another host cannot show the text',
      [to('https://evil.example/')],
      { contains: 'zz' },
      ['https://shop.example.com/'],
      false,
    ],
    ['to another kind of address are not', [to('file:///etc/passwd')], {}, ['https://shop.example.com/'], true],
    ['that are asked for are not followed', [to('/en')], { status: 302 }, ['https://shop.example.com/'], true],
    ['without a place to go are an answer', [page(304)], {}, ['https://shop.example.com/'], true],
  ])('%s', async (_case, answers, expectation, expected, good) => {
    const { check, asked } = world(...answers);
    expect((await check(expectation)).kind).toBe(good ? 'done' : 'failed');
    expect(urls(asked)).toEqual(expected);
  });

  it('in a circle end', async () => {
    const { check, asked } = world(to('/'));
    await check();
    expect(asked).toHaveLength(6);
  });

  it('name where they lead, when that is why it failed', async () => {
    const result = await world(to('https://evil.example/')).check({ status: 200 });
    expect(result).toMatchObject({
      reason: { fr: expect.stringContaining('redirection vers https://evil.example/, non suivie') },
    });
  });

  it('have the right to loopback judged anew at each hop', async () => {
    const { check, asked } = world(to('http://127.0.0.1:22/'), page(200));
    await check({ url: 'http://127.0.0.1:8080/' });
    expect(asked.map(({ loopback }) => loopback)).toEqual([true, false]);
  });
});

import { describe, expect, test } from 'vitest';
import type { RecentEvent } from '../planner.js';
import { createAddressBook } from './address-book.js';
import { describeRequest } from './describe-request.js';
import { contextOf } from './planning.fixture.js';

const event = (title: string, servers: readonly string[]): RecentEvent => ({
  kind: 'run',
  title,
  state: 'succeeded',
  at: '2026-11-19T10:00:00Z',
  servers,
});
const told = (text: string, more: Parameters<typeof contextOf>[1] = {}) =>
  JSON.parse(JSON.stringify(describeRequest(contextOf(text, more), { lookedBefore: 0, hide: (said) => said })));

describe('what happened lately', () => {
  const recent = [event('Restart nginx', ['web-01']), event('Back up', ['db-01']), event('Reboot', ['stg-01'])];
  test.each([
    ['to a server that is named', 'why is db-01 slow?', ['Back up']],
    ['to a service that is named', 'nginx again', ['Restart nginx']],
    ['to a service by its alias', 'le site est lent', ['Restart nginx']],
    ['to nothing that is named', 'hello', []],
  ])('%s', (_name, text, titles) => {
    expect(told(text, { recent }).lately.map(({ title }: { title: string }) => title)).toEqual(titles);
  });
});

test('long messages and outputs are cut, and it is said; only the last of many messages are told', () => {
  const thread = Array.from({ length: 40 }, (_, index) => ({
    by: 'user' as const,
    login: 'mallory',
    text: `${index} ${'x'.repeat(3_000)} end`,
  }));
  const summary = { en: 'long', fr: 'long' };
  const outputs = { lines: ['y'.repeat(20_000)] };
  const findings = [{ step: 'look1_1', uses: 'logs.tail', server: 'web-01', ok: true, outputs, summary }];
  const request = told('what is it?', { thread, findings });
  expect(request.thread).toHaveLength(30);
  expect(request.thread[0].text).toMatch(/^10 x{1497} … \(\d+ more characters left out\)$/);
  expect(request.findings[0].outputs.length).toBeLessThan(4_100);
});

describe('what must not leave is hidden whole, before anything is cut or made JSON of', () => {
  const secret = String.raw`pass"word\with-quotes-and-36-chars`;
  const book = createAddressBook(contextOf('').inventory, [secret]);
  const sent = (text: string, more: Parameters<typeof contextOf>[1] = {}): string =>
    JSON.stringify(describeRequest(contextOf(text, more), { lookedBefore: 0, hide: book.hide }));
  const finding = (outputs: { readonly lines: readonly string[] }) => [
    { step: 'look1_1', uses: 'files.read', server: 'web-01', ok: true, outputs, summary: { en: 'read', fr: 'lu' } },
  ];

  test.each<[string, string, string, Parameters<typeof contextOf>[1]]>([
    [
      'a secret with characters that JSON escapes',
      'quotes-and',
      '',
      { findings: finding({ lines: [`key: ${secret}`] }) },
    ],
    [
      'a secret where a message is cut',
      'pass',
      '',
      { thread: [{ by: 'user', login: 'mallory', text: `${'x'.repeat(1_490)}${secret}` }] },
    ],
    [
      'a secret where an output is cut',
      'pass',
      '',
      { findings: finding({ lines: [`${'y'.repeat(3_980)}${secret}`] }) },
    ],
    [
      'an address at the beginning of a line',
      'fd00::12',
      '',
      { findings: finding({ lines: ['first\nfd00::12 is up'] }) },
    ],
  ])('%s', (_name, never, text, more) => {
    expect(sent(text, more)).not.toContain(never);
  });
});

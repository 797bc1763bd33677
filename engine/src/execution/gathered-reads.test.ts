import { expect, test } from 'vitest';
import { command } from '../ssh/jobs.fixture.js';
import type { CommandResult, RemoteLooks } from '../ssh/remote-execution.js';
import { gatheredReads } from './gathered-reads.js';

const server = (name: string, host = `${name}.example`) =>
  ({ name, host, port: 22, user: 'u', key: 'secret:k', hostKey: '', sudo: 'none' }) as const;
const answer = (text: string): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(text),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});
function stage(fails = false) {
  const asked: (readonly [string, readonly string[]])[] = [];
  const looks: RemoteLooks = {
    async readTogether(of, commands) {
      asked.push([of.name, commands.map(({ argv }) => argv.join(' '))]);
      if (fails) throw new Error('away');
      return commands.map(({ argv }) => answer(argv.join(' ')));
    },
  };
  const { read } = gatheredReads(looks);
  const ask = async (name: string, ...argv: [string, ...string[]]) =>
    (await read(server(name), command(argv), { maxBytes: 10 })).stdout.toString();
  return { asked, ask };
}

test('what is asked for in one moment goes to each server at once, and what that leads to again', async () => {
  const { asked, ask } = stage();
  const then = async (name: string, ...argv: [string, ...string[]]) => {
    const first = await ask(name, ...argv);
    return [first, await ask(name, 'then', ...argv)];
  };
  expect(await Promise.all([then('a', '1'), then('a', '2'), then('b', '3'), ask('a', '4')])).toEqual([
    ['1', 'then 1'],
    ['2', 'then 2'],
    ['3', 'then 3'],
    '4',
  ]);
  expect(asked).toEqual([
    ['a', ['1', '2', '4']],
    ['b', ['3']],
    ['a', ['then 1', 'then 2']],
    ['b', ['then 3']],
  ]);
});

test('what cannot be reached is told to everybody who asked', async () => {
  const { ask } = stage(true);
  expect((await Promise.allSettled([ask('a', '1'), ask('a', '2')])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
});

test('servers of one name at two addresses are two servers, and each look keeps the signal it came with', async () => {
  const asked: unknown[] = [];
  const { read } = gatheredReads({
    async readTogether(of, commands, { signal }) {
      asked.push([of.host, commands.map(({ argv }) => argv.join(' ')), signal]);
      return commands.map(() => answer(of.host));
    },
  });
  const { signal } = new AbortController();
  const ask = async (host: string, text: string, options: { signal?: AbortSignal } = {}) =>
    (await read(server('web-01', host), command([text]), { maxBytes: 10, ...options })).stdout.toString();
  expect(await Promise.all([ask('10.0.0.1', 'a'), ask('10.9.0.1', 'b'), ask('10.0.0.1', 'c', { signal })])).toEqual([
    '10.0.0.1',
    '10.9.0.1',
    '10.0.0.1',
  ]);
  expect(asked).toEqual([
    ['10.0.0.1', ['a'], undefined],
    ['10.9.0.1', ['b'], undefined],
    ['10.0.0.1', ['c'], signal],
  ]);
});

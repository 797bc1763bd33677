import type { RemoteCommand, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';
import { createSshTransport, type SshTransport } from '@chatops-commander/engine/ssh/transport';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';

const SHELLS = ['dash', 'bash', 'busybox'] as const;
const RUNS = Number(process.env.CHATOPS_QUOTING_RUNS ?? 15);

let hosts: Hosts;
let transport: SshTransport;
beforeAll(async () => {
  const servers = Object.fromEntries(SHELLS.map((shell) => [shell, { shell, init: 'sysv' as const }]));
  hosts = await startHosts({ ...servers, bastion: { init: 'sysv' }, inner: { init: 'sysv' } });
  transport = createSshTransport({ readSecret: hosts.readSecret });
});
afterAll(async () => {
  await transport?.close();
  await hosts?.stop();
});

/** Every byte but NUL, as a server gets it: text is UTF-8, so bytes above 127 come in pairs. */
const ALL = String.fromCodePoint(...Array.from({ length: 0x2ff }, (_, index) => index + 1));
const word = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 1, max: 0x2ff }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom("'", '"', '\\', '$', '`', '\n', '\r', '!', '*', '~', '-', ' ', '\u{1f600}', '%s', '$(id)', '\x1b['),
  ),
  maxLength: 120,
});
const words = fc.array(word, { minLength: 1, maxLength: 6 });
const standardInput = fc.uint8Array({ maxLength: 2_000 });

const PRINT = ['/usr/bin/printf', '%s\\0'] as const;
const commandOf = (list: readonly string[], become: RemoteCommand['become']): RemoteCommand => ({
  argv: [...PRINT, ...list],
  become,
  timeoutMs: 20_000,
});
const printed = (bytes: Buffer) => bytes.toString('utf8').split('\0').slice(0, -1);

const ways = [
  ...SHELLS.flatMap((shell) => [
    { way: `${shell}, the login user`, at: () => hosts.address(shell), become: 'login-user' as const },
    { way: `${shell}, sudo`, at: () => hosts.address(shell), become: 'root' as const },
  ]),
  {
    way: 'dash, sudo, behind two jump hosts',
    at: (): ServerAddress => {
      const bastion = hosts.address('bastion');
      return hosts.address('dash', { jump: hosts.address('inner', { jump: bastion }) });
    },
    become: 'root' as const,
  },
];

describe.each(ways)('$way', ({ at, become }) => {
  test('every byte but NUL reaches a reading command as it is', async () => {
    const read = async (list: readonly string[]) =>
      printed((await transport.read(at(), commandOf(list, become), { maxBytes: 1_000_000 })).stdout);
    expect(await read([ALL, '', '-n', '--'])).toEqual([ALL, '', '-n', '--']);
    await fc.assert(
      fc.asyncProperty(words, async (list) => {
        expect(await read(list)).toEqual(list);
      }),
      { numRuns: RUNS },
    );
  });

  test('and a job, whose standard input may hold any byte', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(words, standardInput, async (list, stdin) => {
        number += 1;
        const heard: Buffer[] = [];
        const script = 'printf "%s\\0" "$@"; exec cat';
        const argv: RemoteCommand['argv'] = ['/bin/sh', '-c', script, 'job', ...list];
        const name = {
          run: `quoting-${become}`,
          step: `s${number}-${at().jump ? 'jump' : ''}`,
          server: 's',
          attempt: 1,
        };
        await transport.run(
          at(),
          { name, command: { argv, stdin, become, timeoutMs: 20_000 }, firstContact: true },
          {
            signal: new AbortController().signal,
            onOutput: (_stream, _offset, bytes) => void heard.push(Buffer.from(bytes)),
          },
        );
        const expected = Buffer.concat([Buffer.from(list.map((one) => `${one}\0`).join('')), stdin]);
        expect(Buffer.concat(heard).equals(expected)).toBe(true);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

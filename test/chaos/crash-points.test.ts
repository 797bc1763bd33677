import { agentPoints } from '@chatops-commander/engine/ssh/agent-script';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hosts, startHosts } from '../hosts/start-hosts.js';
import { DEATHS, type Death, dieAt } from './held-job.js';

/** By hand: `npm run chaos`, which plays every cell again and again, on every shell and init; docs/durability.md. */
const ROUNDS = Number(process.env.CHATOPS_CHAOS_ROUNDS ?? 1);
const ALL = [
  { name: 'dash', init: 'sysv' },
  { name: 'bash', init: 'systemd' },
  { name: 'busybox', init: 'sysv' },
] as const;
const SERVERS = process.env.CHATOPS_CHAOS_SHELLS === undefined ? ALL.slice(0, 1) : ALL;

let hosts: Hosts;
beforeAll(async () => {
  hosts = await startHosts(Object.fromEntries(SERVERS.map(({ name, init }) => [name, { init, shell: name }])));
});
afterAll(() => hosts?.stop());

const PLACES = agentPoints().flatMap((point) => (point === 'grouped' ? [point, 'running'] : [point]));

/** What may be said of it, and how often it may have run. A job that can be seen to its end is. */
type Verdict = 'once' | { readonly says: 'unknown' | 'rebooted'; readonly ran: 0 | 1 };
const verdicts: Readonly<Record<Death, (place: string) => Verdict | undefined>> = {
  // The worker that takes over may ask before the server has a trace of the job; then it never starts.
  worker: (place) => (place === 'asked' ? { says: 'unknown', ran: 0 } : 'once'),
  'worker machine': (place) => (place === 'asked' ? { says: 'unknown', ran: 0 } : 'once'),
  connection: () => 'once',
  sshd: () => 'once',
  shell: () => 'once',
  supervisor: (place) => {
    switch (place) {
      case 'asked':
      case 'meant':
        return undefined;
      case 'claimed':
      case 'recorded':
        return { says: 'unknown', ran: 0 };
      case 'grouped':
      case 'running':
      case 'ended':
        return { says: 'unknown', ran: 1 };
      default:
        return 'once';
    }
  },
  reboot: (place) => {
    switch (place) {
      case 'meant':
      case 'forked':
      case 'announced':
      case 'claimed':
        return { says: 'unknown', ran: 0 };
      case 'recorded':
      case 'grouped':
        return { says: 'rebooted', ran: 0 };
      case 'running':
      case 'ended':
        return { says: 'rebooted', ran: 1 };
      default:
        return 'once';
    }
  },
};

const cells = SERVERS.flatMap(({ name }) =>
  PLACES.flatMap((place) =>
    DEATHS.flatMap((death) => {
      const verdict = verdicts[death](place);
      return verdict === undefined ? [] : [{ name, place, death, verdict }];
    }),
  ),
);

describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))('round %i', (round) => {
  test.each(cells)('$name: $death dies when a job is $place', async ({ name, place, death, verdict }) => {
    const { result, executions, wholeOutput } = await dieAt({ hosts, name, place, death, round: String(round) });
    if (verdict === 'once') {
      expect(result).toMatchObject({ kind: 'exited', exit: { kind: 'code', code: 3 } });
      expect([executions, wholeOutput]).toEqual([1, true]);
    } else {
      expect([result.kind, executions]).toEqual([verdict.says, verdict.ran]);
    }
  });
});

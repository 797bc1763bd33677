import { exitFromShell } from './exit-status.js';
import type { CommandExit } from './remote-execution.js';

/** What a server says about a job. */
export type Standing =
  /** Our own request just forked a supervisor. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'done';
      readonly exit: CommandExit;
      readonly durationMs: number;
      readonly bootId: string;
      /** All output follows; else it is to be fetched. */
      readonly withOutput: boolean;
    }
  /** It was cancelled before it started and never will. */
  | { readonly kind: 'never' }
  | { readonly kind: 'rebooted'; readonly bootId: string }
  /** The supervisor is dead, its command is not. */
  | { readonly kind: 'orphan'; readonly pid: number }
  /** Both are dead, and nobody noted an exit code. */
  | { readonly kind: 'gone' }
  /** Claimed by a supervisor that has not written its record yet, or never will. */
  | { readonly kind: 'empty' }
  /** Meant to be started, not claimed yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'absent' }
  /** Meant to be started before the server's last boot, and nothing further known. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'conflict'; readonly digest: string }
  | { readonly kind: 'busy'; readonly run: string; readonly pid: number }
  /** Somebody else's supervisor was first. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The agent said something that it never says. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  constructor(readonly answer: string) {
    super(
      `The server's shell answered ${JSON.stringify(answer.slice(0, 120))}; please report this with the server's /bin/sh.`,
    );
  }
}

/** Reads the text of a mark. Throws UnexpectedAnswer. */
export function parseStanding(text: string): Standing {
  const [word, ...rest] = text.split(' ');
  const [first = '', second = ''] = rest;
  switch (word) {
    case 'starting':
    case 'running':
    case 'never':
    case 'gone':
    case 'empty':
    case 'waiting':
    case 'absent':
    case 'stale':
    case 'lost':
      return { kind: word };
    case 'done':
    case 'output':
      return parseDone(text, rest, word === 'output');
    case 'rebooted':
      return { kind: 'rebooted', bootId: first };
    case 'orphan':
      return { kind: 'orphan', pid: Number(first) };
    case 'conflict':
      return { kind: 'conflict', digest: first };
    case 'busy':
      return { kind: 'busy', run: first, pid: Number(second) };
    case 'failed':
      return { kind: 'failed', reason: rest.join(' ') };
    default:
      throw new UnexpectedAnswer(text);
  }
}

function parseDone(text: string, [code, flag, from, to, bootId]: string[], withOutput: boolean): Standing {
  const status = Number(code);
  // The kernel's uptime, in seconds with two decimals: monotonic, and read without starting a process.
  const durationMs = Math.round((Number(to) - Number(from)) * 1_000);
  if (!Number.isInteger(status) || Number.isNaN(durationMs) || bootId === undefined) throw new UnexpectedAnswer(text);
  return { kind: 'done', exit: exitOf(status, flag), durationMs, bootId, withOutput };
}

function exitOf(status: number, flag: string | undefined): CommandExit {
  if (flag === 't') return { kind: 'timeout' };
  if (flag === 'c') return { kind: 'cancelled' };
  return exitFromShell(status);
}

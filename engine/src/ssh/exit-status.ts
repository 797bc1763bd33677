import type { CommandExit } from './remote-execution.js';

/** Linux's numbers, whatever the worker runs on (signal(7), x86 and ARM). */
const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/**
 * What a POSIX shell's `$?` says about its child: 128 + n for a signal. A command that itself exits with such a code
 * (a shell whose own child was killed) can't be told from one that got the signal.
 */
export function exitFromShell(status: number): CommandExit {
  const signal = SIGNALS[status - 128];
  return signal === undefined ? { kind: 'code', code: status } : { kind: 'signal', signal };
}

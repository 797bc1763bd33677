import type { Hold, NewHold } from '@chatops-commander/engine/records/holds';
import type { LockHolder, LockWaiter, LockWish } from '@chatops-commander/engine/records/locks';
import type { OutcomeRow } from '@chatops-commander/engine/records/outcomes';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import type { WaitsFor } from '../contract.js';
import type { CommandDeps } from './command-deps.js';

export interface StageOptions {
  /** Newest first; one that goes on, of pull request 3, when not given. */
  readonly runs?: readonly Partial<RunRow>[];
  readonly outcomes?: readonly Partial<OutcomeRow>[];
  readonly outputs?: { tail(): Promise<{ readonly from: number; readonly bytes: Buffer }> };
  readonly locks?: readonly Partial<LockHolder>[];
  readonly waiters?: readonly Partial<LockWaiter>[];
  readonly holds?: readonly Partial<Hold>[];
  /** Lines of the policy. */
  readonly contents?: string;
  /** A workflow takes the attempt up right after it was read. */
  readonly begunMeanwhile?: boolean;
  /** Nobody listens where runs would. */
  readonly deaf?: boolean;
  /** The run waits for this, and for no word that comes. */
  readonly waitsFor?: WaitsFor;
  /** Text of any git blob. */
  readonly blob?: string;
  readonly deps?: Partial<CommandDeps>;
}

/** What happens, as a test sees it. */
export interface Traces {
  note(...words: readonly unknown[]): void;
  readonly audited: string[];
}

/** Records that remember nothing but what they were asked to change. */
export function madeUpRecords(options: StageOptions, runs: readonly RunRow[], traces: Traces) {
  return {
    audit: { append: async ({ kind }: { kind: string }) => void traces.audited.push(kind) },
    confirmations: {
      confirm: async (one: { blob: string; login: string }) => traces.note('confirm', one.blob, one.login),
    },
    emergencies: {
      declare: async (one: { blob: string; login: string; reason: string }) =>
        traces.note('emergency', one.blob, one.login, one.reason),
    },
    holds: {
      place: async (hold: NewHold) => traces.note('hold', hold.pull ?? 'all', hold.by, hold.reason),
      standing: async () => options.holds ?? [],
      lift: async ({ pull, by }: { pull: number | null; by: string }) => {
        const lifted = (options.holds ?? []).filter((hold) => hold.pull === pull);
        if (lifted.length > 0) traces.note('lift', pull ?? 'all', by);
        return lifted;
      },
    },
    locks: {
      async acquire(wish: LockWish) {
        const by = (options.locks ?? []).filter((lock) => wish.servers.includes(lock.server ?? ''));
        if (by.length > 0) return { kind: 'held', by, ahead: [] };
        traces.note('lock', wish.servers.join(), wish.holder, wish.reason, `${(wish.expiresInMs ?? 0) / 3_600_000}h`);
        return { kind: 'acquired', tokens: {} };
      },
      async unlock({ holder, server }: { holder: string; server?: string }) {
        const freed = (options.locks ?? [])
          .filter((lock) => lock.holder === holder && (server === undefined || lock.server === server))
          .map((lock) => lock.server);
        if (freed.length > 0) traces.note('unlock', freed.join(), holder);
        return freed;
      },
      holders: async (servers?: readonly string[]) =>
        (options.locks ?? []).filter((lock) => servers === undefined || servers.includes(lock.server ?? '')),
      waiters: async () => options.waiters ?? [],
    },
    outcomes: { ofRun: async () => options.outcomes ?? [] },
    outputs: options.outputs ?? { tail: async () => ({ from: 0, bytes: Buffer.from('what it printed') }) },
    runs: {
      get: async (id: string) => runs.find((run) => run.id === id),
      list: async () => runs,
      runsOfPull: async () => runs,
      async finish(end: { runId: string; attempt: number; state: string; unlessBegun?: boolean }) {
        if (options.begunMeanwhile === true && end.unlessBegun === true) return { kind: 'begun' };
        traces.note('finish', end.runId, end.attempt, end.state);
        return { kind: 'set' };
      },
      retry: async ({ runId, attempt, purpose }: { runId: string; attempt: number; purpose: string }) => {
        traces.note('attempt', runId, attempt + 1, purpose);
        return { kind: 'added', attempt: attempt + 1 };
      },
    },
  };
}

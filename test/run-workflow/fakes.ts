import type {
  RunPlan,
  StretchOutcome,
  StretchTask,
  UndoOutcome,
  WaitEnd,
} from '@chatops-commander/workflows/activities/run/run-plan';
import type { RunProgress } from '@chatops-commander/workflows/activities/run/run-activities';
import type { RunInput } from '@chatops-commander/workflows/contract';
import { Context } from '@temporalio/activity';

/** How a step ends on a server; done where it says nothing. */
export type StepAnswer = 'done' | 'failed' | 'skipped' | 'unknown' | 'rebooted';
export interface Fakes {
  step?(step: string, server: string, attempt: number): StepAnswer | Promise<StepAnswer>;
  /** Whether every change is stopped at this moment. */
  stopped?(): boolean;
  readonly unreachable?: readonly string[];
  /** Servers that are not as the review saw them. */
  readonly changed?: readonly string[];
  onWait?(): void;
  onProgress?(progress: RunProgress): void;
}
interface Staged {
  readonly plan: RunPlan;
  readonly fakes: Fakes;
  readonly asked: string[];
  report: Record<string, unknown>;
}

const because = { en: 'broken', fr: 'cassé' };

/** Activities of all runs of one worker; each run has its own answers. */
export function createFakes() {
  const runs = new Map<string, Staged>();
  const of = (runId: string): Staged => {
    const staged = runs.get(runId);
    if (staged === undefined) throw new Error(`no run ${runId} was staged`);
    return staged;
  };

  async function play(task: StretchTask): Promise<StretchOutcome> {
    const { fakes, asked } = of(task.runId);
    const outcome = { done: 0, skipped: 0, failed: [], unknown: [], cancelled: [], rebooted: [] };
    const ends: Record<'failed' | 'unknown', { server: string; step: string; because: typeof because }[]> = {
      failed: [],
      unknown: [],
    };
    const rebooted: string[] = [];
    let [done, skipped] = [0, 0];
    if (fakes.stopped?.() === true) return { ...outcome, stopped: true };
    for (const server of task.servers) {
      for (const step of task.steps) {
        asked.push(`${step}@${server}#${task.attempt}`);
        const answer = (await fakes.step?.(step, server, task.attempt)) ?? 'done';
        if (answer === 'done') done += 1;
        else if (answer === 'skipped') skipped += 1;
        else if (answer === 'rebooted') rebooted.push(server);
        else ends[answer].push({ server, step, because });
        if (answer === 'failed' || answer === 'unknown') break;
      }
    }
    return { ...outcome, done, skipped, ...ends, rebooted };
  }

  const admit = async ({ path }: RunInput) => ({ kind: 'admitted' as const, plan: of(path).plan });
  const activities = {
    admitRun: admit,
    async resumeRun(input: RunInput) {
      of(input.path).asked.push('resume');
      return await admit(input);
    },
    acquireLocks: async () => ({ kind: 'acquired' as const }),
    releaseLocks: async () => {},
    async preflight(runId: string) {
      const { fakes } = of(runId);
      const away = (fakes.unreachable ?? []).map((server) => ({ server, step: 'preflight', because }));
      return [...away, ...(fakes.changed ?? []).map((server) => ({ server, step: 's', because, changed: true }))];
    },
    executeStretch: play,
    haltRun: async () => [],
    async undoServers(runId: string, _attempt: number, servers: readonly string[]): Promise<UndoOutcome> {
      if (of(runId).fakes.stopped?.() === true) return { undone: 0, nothing: 0, failed: [], stopped: true };
      of(runId).asked.push(`undo ${servers.join(' ')}`);
      return { undone: servers.length, nothing: 0, failed: [] };
    },
    async beginWait(task: StretchTask) {
      of(task.runId).fakes.onWait?.();
      return {
        servers: task.servers,
        settled: { done: 0, skipped: 0, failed: [], unknown: [], cancelled: [], rebooted: [] },
      };
    },
    async lookForState(task: StretchTask, last: boolean) {
      if (last) of(task.runId).asked.push('last look');
      return await play(task);
    },
    async endWait(task: StretchTask, end: WaitEnd): Promise<StretchOutcome> {
      const yes = end.kind === 'passed' || (end.kind === 'answered' && end.decision.approve);
      of(task.runId).asked.push(`${task.steps.join()} ${end.kind}#${task.attempt}`);
      const failed = yes ? [] : task.servers.map((server) => ({ server, step: task.steps[0] ?? '', because }));
      return { done: yes ? 1 : 0, skipped: 0, failed, unknown: [], cancelled: [], rebooted: [] };
    },
    async watchRun(runId: string, soFar: { checks: number } | undefined) {
      of(runId).asked.push(`watch from ${soFar?.checks ?? 0}`);
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), 100);
      await context.cancelled.catch(() => undefined);
      clearInterval(beat);
      return { checks: (soFar?.checks ?? 0) + 1, failed: 0, downtimeMs: 0, longestMs: 0, unwatchedMs: 0 };
    },
    async publishRunProgress(runId: string, progress: RunProgress) {
      of(runId).fakes.onProgress?.(progress);
    },
    recordSteer: async () => {},
    recordDecision: async () => {},
    async finishRun(end: { runId: string }) {
      of(end.runId).report = { ...end };
    },
    reportRefusedRun: async () => {},
  };
  return {
    activities,
    add(plan: RunPlan, fakes: Fakes): Staged {
      const staged: Staged = { plan, fakes, asked: [], report: {} };
      runs.set(plan.runId, staged);
      return staged;
    },
  };
}

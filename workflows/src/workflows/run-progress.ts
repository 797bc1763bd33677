import { CancellationScope, setCurrentDetails } from '@temporalio/workflow';
import type { RunProgress as Published } from '../activities/run/run-activities.js';
import type { PlannedStretch, RunPlan, ServerTrouble, StretchOutcome } from '../activities/run/run-plan.js';
import { progressReporting } from './run-activities.js';

/** Where a run stands between two batches: all that a fresh history needs to go on, besides the plan. */
export interface CarriedProgress {
  readonly nextBatch: number;
  readonly dropped: readonly string[];
  readonly touched: readonly string[];
  readonly trouble: readonly ServerTrouble[];
  readonly troubles: number;
  readonly stretchesDone: number;
  readonly stepsDone: number;
  readonly stepsSkipped: number;
  /** Step → executions so far on the servers of the batch, or on the controller. */
  readonly executions: Readonly<Record<string, number>>;
}

/** Where the run stands: shown in Temporal's UI as it changes, and on GitHub when a phase begins. */
export interface RunProgress {
  /** Servers that failed and take no further part. */
  readonly dropped: Set<string>;
  /** Servers on which something may have started. */
  readonly touched: Set<string>;
  /** Counted from 0. */
  nextBatch(): number;
  startBatch(index: number): void;
  batchDone(index: number): void;
  /** How often the stretch was executed before, where it runs now. */
  executionsOf(stretch: PlannedStretch): number;
  executed(stretch: PlannedStretch, times: number): void;
  count(outcome: StretchOutcome): void;
  stepsDone(): number;
  stepsSkipped(): number;
  stretchDone(): void;
  add(trouble: readonly ServerTrouble[]): void;
  /** The first of it, of `troubles()`. */
  trouble(): readonly ServerTrouble[];
  troubles(): number;
  /** Tells GitHub, without waiting: no server waits until people have been told. */
  publishMeanwhile(phase: Published['phase'], more?: Pick<Published, 'lockedBy' | 'question'>): void;
  /** Tells GitHub once more, where it was told something: somebody told the run something. */
  publishAgain(): void;
  /** From now on nothing more is told; resolves when what is being published has been, so that it overwrites nothing. */
  published(): Promise<void>;
  carry(): CarriedProgress;
}

/** More than a report shows; the rest is counted, and on record step by step. */
const troubleKept = 60;
/** What a comment and Temporal's page have room for. */
const troubleShown = 5;
/** A comment is edited every few seconds at most, and a long run tells its news ever less often: the history stays short. */
const leastPauseMs = 5_000;
const mostNews = 50;

type More = Pick<Published, 'lockedBy' | 'question' | 'again'>;

export function createRunProgress(plan: RunPlan, carried: CarriedProgress | undefined): RunProgress {
  const total = plan.before.length + plan.steps.length * plan.batches.length + plan.after.length;
  const [dropped, touched] = [new Set(carried?.dropped), new Set(carried?.touched)];
  const executions = new Map(Object.entries(carried?.executions ?? {}));
  const trouble = [...(carried?.trouble ?? [])];
  const latest: ServerTrouble[] = [];
  let troubles = carried?.troubles ?? 0;
  let [done, skipped] = [carried?.stepsDone ?? 0, carried?.stepsSkipped ?? 0];
  let stretchesDone = carried?.stretchesDone ?? 0;
  let nextBatch = carried?.nextBatch ?? 0;
  let batch = nextBatch;
  let phase: Published['phase'] = 'running';
  let meanwhile: Promise<void> = Promise.resolve();
  /** What is to be published and nothing has come after. */
  let waiting: { readonly next: Published['phase']; more: More } | undefined;
  let latestNews: { readonly next: Published['phase']; readonly more: More } | undefined;
  const begunAt = Date.now();
  let newsAt = begunAt;
  const perBatch = plan.steps.filter((stretch) => stretch.on === 'targets').flatMap((stretch) => stretch.steps);
  const show = () =>
    setCurrentDetails(
      [
        `**${plan.title}** (${plan.runId}, risk ${plan.risk})`,
        `${phase}: stretch ${stretchesDone} of ${total}, batch ${batch} of ${plan.batches.length}, ${plan.servers.length} server(s)`,
        ...latest.map((one) => `- ${one.server}, ${one.step}: ${one.because.en}`),
        ...(troubles > latest.length ? [`${troubles} in all`] : []),
      ].join('\n\n'),
    );
  return {
    dropped,
    touched,
    nextBatch: () => nextBatch,
    startBatch(index) {
      batch = index + 1;
      for (const { id } of perBatch) executions.delete(id);
      show();
    },
    batchDone(index) {
      nextBatch = index + 1;
    },
    executionsOf: ({ steps }) => Math.max(0, ...steps.map(({ id }) => executions.get(id) ?? 0)),
    executed: ({ steps }, times) => steps.forEach(({ id }) => void executions.set(id, times)),
    count(outcome) {
      done += outcome.done;
      skipped += outcome.skipped;
    },
    stepsDone: () => done,
    stepsSkipped: () => skipped,
    stretchDone() {
      stretchesDone += 1;
      show();
      const now = Date.now();
      const pauseMs = Math.max(leastPauseMs, (now - begunAt) / mostNews);
      if (phase === 'running' && now - newsAt >= pauseMs) publishMeanwhile('running');
    },
    add(more) {
      troubles += more.length;
      trouble.push(...more.slice(0, Math.max(0, troubleKept - trouble.length)));
      latest.push(...more.slice(-troubleShown));
      latest.splice(0, latest.length - troubleShown);
    },
    trouble: () => trouble,
    troubles: () => troubles,
    publishMeanwhile,
    publishAgain() {
      if (latestNews !== undefined) publishMeanwhile(latestNews.next, { ...latestNews.more, again: true });
    },
    published() {
      latestNews = undefined;
      return meanwhile;
    },
    carry: () => ({
      nextBatch,
      dropped: [...dropped],
      touched: [...touched],
      trouble,
      troubles,
      stretchesDone,
      stepsDone: done,
      stepsSkipped: skipped,
      executions: Object.fromEntries(executions),
    }),
  };

  /**
   * One after the other, so that nothing older overwrites what is newer; what waits is overtaken by newer news of the
   * same phase. A cancel of the run leaves it alone: half a publication could come after the report. What GitHub does not
   * take in time, the report tells.
   */
  function publishMeanwhile(next: Published['phase'], more: More = {}): void {
    newsAt = Date.now();
    latestNews = { next, more };
    if (waiting?.next === next) {
      // what has not been told yet is told as news, whatever is said to the run meanwhile
      waiting.more = { ...more, again: more.again === true && waiting.more.again === true };
      return;
    }
    const before = meanwhile;
    const mine = { next, more };
    waiting = mine;
    meanwhile = CancellationScope.nonCancellable(async () => {
      await before;
      if (waiting === mine) waiting = undefined;
      await publish(mine.next, mine.more);
    }).catch(() => undefined);
  }

  async function publish(next: Published['phase'], { lockedBy, question, again }: More): Promise<void> {
    phase = next;
    show();
    await progressReporting.publishRunProgress(plan.runId, {
      phase,
      batch,
      batches: plan.batches.length,
      stepsDone: stretchesDone,
      steps: total,
      trouble: [...latest],
      ...(question === undefined ? {} : { question }),
      ...(again === true ? { again } : {}),
      ...(lockedBy === undefined ? {} : { lockedBy, waitsFor: `${Math.ceil(plan.lockWaitMs / 60_000)}m` }),
    });
  }
}

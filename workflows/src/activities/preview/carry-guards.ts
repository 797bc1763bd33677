import type { StepRunner } from '@chatops-commander/engine/execution/step-runner';
import { carryGuards, type GuardFacts, guardsThatHold } from '@chatops-commander/engine/preview/guard-changes';
import type { Records } from '@chatops-commander/engine/records/records';
import type { RunRow } from '@chatops-commander/engine/records/run-row';
import { numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { type Inventory, type Policy, parseRunbook, type Runbook } from '@chatops-commander/schemas';
import { mayHaveChanged } from './may-have-changed.js';
import { previewRunbook } from './preview-runbook.js';

export interface CarryDeps {
  readonly records: {
    readonly runs: Pick<Records['runs'], 'get' | 'runsOfPull'>;
    readonly previews: Pick<Records['previews'], 'ofBlob'>;
    readonly carriedGuards: Records['carriedGuards'];
    readonly outcomes: Pick<Records['outcomes'], 'ofRun'>;
  };
  /** Bytes of a git blob of the repository. */
  readBlob(repository: string, blob: string): Promise<Buffer>;
  readonly runner: Pick<StepRunner, 'preview' | 'readFacts'>;
  readonly config: {
    inForce(repository: string): Promise<{ readonly policy: Policy }>;
    inventoryOf(digest: string): Promise<Inventory>;
  };
  warn(message: string): void;
}

/** Locks are released after this look; a server that does not answer must not hold them for long. */
const LOOK_MS = 45_000;

/**
 * Several files of one pull request run one after the other, and the review saw the servers as they were before the
 * first. So what a file changed itself is no change since the review to those after it: it is looked at, while the
 * servers are still locked, before the file starts and after it ended; and only where one of its steps may have done it.
 */
export function createGuardCarrier(deps: CarryDeps) {
  const { records } = deps;
  const runbookOf = async (run: RunRow): Promise<Runbook> =>
    parseRunbook((await deps.readBlob(run.repository, run.blob)).toString('utf8'), run.path);

  return {
    /** What a run counts on: what the review saw, or what the files before it left of that. */
    async expectedBy(run: RunRow, reviewed: readonly GuardFacts[]): Promise<readonly GuardFacts[]> {
      return (await records.carriedGuards.of(run.id)) ?? reviewed;
    },
    /** Before a run starts anything: notes what the files after it count on, of its servers, and whether that is so. */
    async noteBefore(run: RunRow, signal: AbortSignal): Promise<void> {
      const all = await records.runs.runsOfPull(run.repository, run.pull);
      const later = all
        .slice(all.findIndex(({ id }) => id === run.id) + 1)
        .filter(({ state }) => state === 'registered');
      for (const next of later) {
        const reviewed = await records.previews.ofBlob(next.repository, next.pull, next.blob);
        const guards = (await records.carriedGuards.of(next.id)) ?? reviewed?.guards ?? [];
        const shared = guards.filter(({ server }) => run.servers.includes(server));
        if (shared.length === 0) continue;
        const held = guardsThatHold(shared, await look(next, shared, signal));
        await records.carriedGuards.note(run.id, { runId: next.id, guards, held });
      }
    },
    /** After a run, while its servers are locked: what it changed is what the files after it find. Never throws. */
    async settleAfter(runId: string): Promise<void> {
      try {
        const waiting = await records.carriedGuards.waitingFor(runId);
        if (waiting.length === 0) return;
        const run = await records.runs.get(runId);
        if (run === undefined) return;
        const started = await actionsStarted(run);
        for (const { runId: later, guards, held } of waiting) {
          const next = await records.runs.get(later);
          if (next === undefined) continue;
          const uses = usesOf(await runbookOf(next));
          const touched = held.filter(({ server, step }) =>
            mayHaveChanged(started.get(server) ?? new Set(), uses.get(step) ?? ''),
          );
          const left = touched.length === 0 ? [] : await look(next, touched, AbortSignal.timeout(LOOK_MS));
          await records.carriedGuards.settle(runId, later, carryGuards(guards, touched, left));
        }
      } catch (error) {
        // the files after it are then held to what the review saw, and stop where that is not so
        deps.warn(`what ${runId} left was not looked at: ${error instanceof Error ? error.message : error}`);
      }
    },
  };

  /** The actions of which a run started a changing step, for each server. */
  async function actionsStarted(run: RunRow): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const uses = usesOf(await runbookOf(run));
    const started = new Map<string, Set<string>>();
    for (const { server, stepId, intent } of await records.outcomes.ofRun(run.id)) {
      if (intent === null) continue;
      started.set(server, (started.get(server) ?? new Set()).add(uses.get(stepId) ?? ''));
    }
    return started;
  }

  async function look(run: RunRow, guards: readonly GuardFacts[], signal: AbortSignal) {
    const [{ policy }, inventory, runbook] = await Promise.all([
      deps.config.inForce(run.repository),
      deps.config.inventoryOf(run.inventoryDigest),
      runbookOf(run),
    ]);
    const wanted = new Set(guards.map(({ server, step }) => `${server}\n${step}`));
    const { steps } = await previewRunbook({ runbook, inventory, policy }, deps.runner, {
      mayShow: () => false,
      forRun: true,
      signal,
      only: ({ server, stepId }) => wanted.has(`${server}\n${stepId}`),
    });
    return steps;
  }
}

const usesOf = (runbook: Runbook): ReadonlyMap<string, string> =>
  new Map(numberSteps(runbook).map(({ id, step }) => [id, step.uses]));

export type GuardCarrier = ReturnType<typeof createGuardCarrier>;

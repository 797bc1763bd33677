import type { ChangeHooks } from '@chatops-commander/engine/execution/step-run';
import type { LockHolder } from '@chatops-commander/engine/records/locks';
import type { OutcomeKey, Outcomes } from '@chatops-commander/engine/records/outcomes';
import { runWorkflowId } from '../../contract.js';

/** A server is not, or no longer, this run's: somebody freed its lock, and another may be at work there. */
export class LockLost extends Error {
  override readonly name = 'LockLost';
  constructor(
    readonly server: string,
    readonly runId: string,
    readonly holder: string | undefined,
  ) {
    super(
      `run ${runId} does not hold ${server}${holder === undefined ? '' : `, which ${holder} has`}; nothing was started there. Once that one is over: /ops retry`,
    );
  }
}

/** Another attempt of the same activity wrote its intent first, and may have started the command. */
export class StartedElsewhere extends Error {
  override readonly name = 'StartedElsewhere';
  constructor(readonly key: OutcomeKey) {
    super(
      `${key.stepId} on ${key.server} (${key.runId}, attempt ${key.attempt}) was started by another attempt; attach to it`,
    );
  }
}

export interface BeginDeps {
  readonly outcomes: Pick<Outcomes, 'intent'>;
  readonly locks: { holders(servers: readonly string[]): Promise<readonly Pick<LockHolder, 'holder'>[]> };
}

/**
 * The last door before a change: the run still has the server, and nobody started this very step before. The hook
 * throws LockLost and StartedElsewhere; then nothing was started by the caller.
 */
export function beginChange(
  run: { readonly runId: string; readonly runAttempt: number },
  key: OutcomeKey,
  deps: BeginDeps,
): ChangeHooks {
  return {
    async onIntent(intent) {
      // a server of this name may be another repository's; a workflow's id is one run's alone
      const held = await deps.locks.holders([key.server]);
      if (!held.some((lock) => lock.holder === runWorkflowId(run.runId, run.runAttempt))) {
        throw new LockLost(key.server, run.runId, held[0]?.holder);
      }
      const answer = await deps.outcomes.intent(key, intent);
      if (answer.kind === 'exists') throw new StartedElsewhere(key);
    },
  };
}

import type { Localized } from '@chatops-commander/engine/actions/action';
import type { ChangeHooks } from '@chatops-commander/engine/execution/step-run';
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
  describe(): Localized {
    const who = this.holder;
    return {
      en: `the run no longer holds ${this.server}${who === undefined ? '' : `, which ${who} has`}; nothing was started there`,
      fr: `l'exécution n'a plus la main sur ${this.server}${who === undefined ? '' : `, que détient ${who}`} ; rien n'y a été lancé`,
    };
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
      const answer = await deps.outcomes.intent(key, intent, runWorkflowId(run.runId, run.runAttempt));
      switch (answer.kind) {
        case 'recorded':
          return;
        case 'exists':
          throw new StartedElsewhere(key);
        case 'not-held':
          throw new LockLost(key.server, run.runId, answer.by);
        default:
          return answer satisfies never;
      }
    },
  };
}

import type { ChangeHooks, StepLife } from '@chatops-commander/engine/execution/step-run';
import type { OutcomeKey, Outcomes } from '@chatops-commander/engine/records/outcomes';

/** What one attempt of an activity knows of the start of a change that it makes itself. */
export interface StartWatch<Life extends StepLife> {
  readonly life: Life;
  readonly hooks: ChangeHooks;
  /** This attempt wrote the intent, and never came to send the start: no server, no key. */
  certainlyNotStarted(): boolean;
  end(): void;
}

/** A command that ends sooner than this leaves its outcome as the trace. */
const noteContactAfterMs = 1_000;

/** Watches a change begin, and notes on record that its server has heard of it, unless it ends at once. */
export function watchStart<Life extends StepLife>(
  life: Life,
  hooks: ChangeHooks,
  key: OutcomeKey,
  outcomes: Pick<Outcomes, 'contacted'>,
): StartWatch<Life> {
  let intended = false;
  let starting = false;
  let note: NodeJS.Timeout | undefined;
  return {
    life: {
      ...life,
      onStarting() {
        starting = true;
      },
      onContact() {
        // Without the note, a record that somebody removes from the server would look like a job never started. That
        // takes a dead worker and a hand on the server within the same moment, so that a failed note is let go.
        note ??= setTimeout(() => void outcomes.contacted(key).catch(() => undefined), noteContactAfterMs);
      },
    },
    hooks: {
      async onIntent(intent) {
        await hooks.onIntent(intent);
        intended = true;
      },
    },
    certainlyNotStarted: () => intended && !starting,
    end: () => clearTimeout(note),
  };
}

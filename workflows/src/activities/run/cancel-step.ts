import type { StepOutcome } from '@chatops-commander/engine/execution/step-run';
import type { JobName, RemoteJobs, ServerAddress } from '@chatops-commander/engine/ssh/remote-execution';

/** From TERM to KILL. */
const graceMs = 10_000;

/**
 * Ends what a step started on a server, and says whether it is really gone: "cancelled" is never written over a
 * process that goes on.
 */
export async function cancelStep(
  server: ServerAddress,
  job: JobName,
  jobs: Pick<RemoteJobs, 'cancel'>,
): Promise<StepOutcome> {
  const cancelled = await jobs.cancel(server, job, graceMs);
  switch (cancelled.kind) {
    case 'gone':
      return {
        kind: 'cancelled',
        started: true,
        durationMs: 0,
        reason: {
          en: 'cancelled; nothing of it runs any more on the server',
          fr: "interrompu ; plus rien n'en tourne sur le serveur",
        },
      };
    case 'never-started':
      return notStarted;
    case 'survived': {
      const pids = cancelled.pids.join(', ');
      return {
        kind: 'unknown',
        because: `processes ${pids} outlived the cancel`,
        durationMs: 0,
        reason: {
          en: `cancelled, but something of it still runs on the server (pid ${pids}); end it there by hand`,
          fr: `interrompu, mais quelque chose en tourne encore sur le serveur (pid ${pids}) ; arrêtez-le là-bas à la main`,
        },
      };
    }
    default:
      return cancelled satisfies never;
  }
}

/** A step that a cancel kept from starting. */
export const notStarted: StepOutcome = {
  kind: 'cancelled',
  started: false,
  durationMs: 0,
  reason: { en: 'cancelled before it started', fr: 'interrompu avant de commencer' },
};

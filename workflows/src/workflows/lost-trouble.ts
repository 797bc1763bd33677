import type { ActivityFailure } from '@temporalio/common';
import type { ServerTrouble } from '../activities/run/run-plan.js';

/** Nobody could tell for hours how a step ended, or its activity broke for good: a person decides. */
export function lostTrouble(server: string, step: string, error: ActivityFailure): ServerTrouble {
  const why = error.cause?.message ?? error.message;
  return {
    server,
    step,
    because: {
      en: `how it ended cannot be known: ${why}`,
      fr: `impossible de savoir comment cela s'est terminé : ${why}`,
    },
  };
}

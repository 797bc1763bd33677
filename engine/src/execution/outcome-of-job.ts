import type { JobResult } from '../ssh/remote-execution.js';
import type { StepOutcome, Traces } from './step-run.js';

/** A job of which no end is known, as an outcome. */
export function outcomeOfJob(job: Exclude<JobResult, { kind: 'exited' }>, traces: Traces): StepOutcome {
  switch (job.kind) {
    case 'unknown':
      return {
        kind: 'unknown',
        ...traces,
        because: job.because,
        durationMs: 0,
        reason: {
          en: `it cannot be known whether this step ran, or how far (${job.because}). Look at the server, then decide: retry, skip or rollback`,
          fr: `impossible de savoir si cette étape s'est exécutée, ni jusqu'où (${job.because}). Regardez le serveur, puis décidez : retry, skip ou rollback`,
        },
      };
    case 'rebooted':
      return {
        kind: 'rebooted',
        ...traces,
        bootIdBefore: job.bootIdBefore,
        bootIdNow: job.bootIdNow,
        durationMs: 0,
        reason: {
          en: 'the server was rebooted while this step ran; how far it came is not known',
          fr: "le serveur a redémarré pendant cette étape ; on ne sait pas jusqu'où elle est allée",
        },
      };
    case 'busy':
      return {
        kind: 'busy',
        run: job.run,
        pid: job.pid,
        durationMs: 0,
        reason: {
          en: `run ${job.run} still has a command alive on the server (pid ${job.pid}); nothing was started`,
          fr: `l'exécution ${job.run} a encore une commande en cours sur le serveur (pid ${job.pid}) ; rien n'a été lancé`,
        },
      };
    default:
      return job satisfies never;
  }
}

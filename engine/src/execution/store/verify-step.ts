import type { ActionContext, Outputs } from '../../actions/action.js';
import { rootWherePossible } from '../../actions/become.js';
import { textInput } from '../../actions/input-fields.js';
import type { RestoreDeps } from '../../backup/restore-backup.js';
import { tryBackup } from '../../backup/try-backup.js';
import { aliveDuring } from '../alive-during.js';
import { CANCELLED } from '../outcome-of-result.js';
import type { StepLife, StepOutcome, StepRun } from '../step-run.js';

/** Reads a backup back and tries it out; nothing stays of the trial, so doing it again is harmless. */
export async function verifyStep(
  deps: RestoreDeps,
  step: { readonly run: StepRun; readonly input: Outputs; readonly context: ActionContext },
  life: StepLife,
): Promise<StepOutcome> {
  const { run, input, context } = step;
  const backup = textInput(input, 'backup');
  const { timeoutMs } = context;
  const request = { backup, server: run.server, become: rootWherePossible(context), timeoutMs };
  const begun = performance.now();
  const outcome = await aliveDuring(life, () => tryBackup(deps, request, life.signal));
  const durationMs = Math.round(performance.now() - begun);
  if (life.signal.aborted) return { kind: 'cancelled', reason: CANCELLED, started: false, durationMs };
  switch (outcome.kind) {
    case 'sound': {
      const { sha256, entries, bytes, createdAt } = outcome.manifest;
      const what =
        outcome.manifest.database === undefined
          ? { en: 'files, folders and links', fr: 'fichiers, dossiers et liens' }
          : { en: 'tables', fr: 'tables' };
      const { found } = outcome;
      return {
        kind: 'done',
        changed: false,
        durationMs,
        outputs: { id: backup, sha256, entries, bytes, createdAt, restored: found },
        summary: {
          en: `backup ${backup}: checksum right, restored on trial: ${found} ${what.en}`,
          fr: `sauvegarde ${backup} : somme de contrôle exacte, restaurée à l'essai : ${found} ${what.fr}`,
        },
      };
    }
    case 'unsound':
      return {
        kind: 'failed',
        started: false,
        outputs: { id: backup },
        durationMs,
        reason: {
          en: `backup ${backup} cannot be relied on: ${outcome.because.en}. Take another one`,
          fr: `la sauvegarde ${backup} n'est pas fiable : ${outcome.because.fr}. Faites-en une autre`,
        },
      };
    default:
      return outcome satisfies never;
  }
}

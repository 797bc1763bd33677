import type { ActionContext, BackupAction, Localized, Outputs } from '../actions/action.js';
import { rootWherePossible } from '../actions/become.js';
import { sayBytes } from '../actions/say-figures.js';
import { type BackupOutcome, backUpFiles } from '../backup/back-up-files.js';
import { aliveDuring } from './alive-during.js';
import { backupId, type PrepareDeps } from './prepare-change.js';
import type { ChangeHooks, StepLife, StepOutcome, StepRun } from './step-run.js';

/** Executes a step whose purpose is a backup. The server is only read, so doing it again after a crash is harmless. */
export async function backupStep(
  deps: PrepareDeps,
  step: {
    readonly run: StepRun;
    readonly action: BackupAction;
    readonly input: Outputs;
    readonly context: ActionContext;
  },
  { hooks, life }: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  const { run, action, input, context } = step;
  if (run.intent === undefined) await hooks.onIntent({ before: {}, undo: { kind: 'nothing', because: action.undo } });
  const { paths, exclude } = action.paths(input);
  const request = {
    id: backupId(run),
    server: run.server,
    origin: { run: run.runId, step: run.stepId, attempt: run.attempt },
    paths,
    exclude,
    missing: 'fail',
    whileChanging: 'warn',
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  } as const;
  const outcome = await aliveDuring(life, () => backUpFiles(deps, request, life.signal));
  return backupOutcome(outcome, { paths, where: deps.store.where, exclude });
}

function backupOutcome(
  outcome: BackupOutcome,
  asked: { readonly paths: readonly string[]; readonly exclude: readonly string[]; readonly where: string },
): StepOutcome {
  const what = asked.paths.join(', ');
  switch (outcome.kind) {
    case 'done': {
      const { id, bytes, sha256, entries, packing } = outcome.manifest;
      const seconds = Math.round(outcome.durationMs / 100) / 10;
      return {
        kind: 'done',
        changed: false,
        durationMs: outcome.durationMs,
        backup: id,
        outputs: { id, bytes, sha256, entries, packing, seconds, where: asked.where, warnings: outcome.warnings },
        summary: saySaved(what, { bytes, entries, seconds, changing: outcome.warnings.length }),
      };
    }
    case 'nothing-there':
    case 'failed': {
      const because = outcome.kind === 'failed' ? outcome.because : NOTHING_THERE;
      const reason = {
        en: `${what} could not be backed up: ${because.en}`,
        fr: `${what} n'a pas pu être sauvegardé : ${because.fr}`,
      };
      return { kind: 'failed', reason, outputs: {}, started: false, durationMs: 0 };
    }
    default:
      return outcome satisfies never;
  }
}

const NOTHING_THERE: Localized = { en: 'nothing is there', fr: "il n'y a rien à cet endroit" };

function saySaved(
  what: string,
  figures: { readonly bytes: number; readonly entries: number; readonly seconds: number; readonly changing: number },
): Localized {
  const size = sayBytes(figures.bytes);
  const { entries, seconds, changing } = figures;
  const warning =
    changing === 0
      ? { en: '', fr: '' }
      : {
          en: `; ${changing} file(s) changed while they were read`,
          fr: ` ; ${changing} fichier(s) modifié(s) pendant la lecture`,
        };
  return {
    en: `${what}: ${entries} entries backed up and verified, ${size.en} in ${seconds} s${warning.en}`,
    fr: `${what} : ${entries} éléments sauvegardés et vérifiés, ${size.fr} en ${String(seconds).replace('.', ',')} s${warning.fr}`,
  };
}

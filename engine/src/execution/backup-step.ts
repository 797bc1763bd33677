import type { ActionContext, BackupAction, BackupSubject, Localized, Outputs } from '../actions/action.js';
import { rootWherePossible } from '../actions/become.js';
import { optionalInteger, optionalText } from '../actions/input-fields.js';
import { sayBytes } from '../actions/say-figures.js';
import { backUpDatabase } from '../backup/back-up-database.js';
import { backUpFiles } from '../backup/back-up-files.js';
import { subjectOf } from '../backup/choose-prunable.js';
import { pruneStore } from '../backup/prune-store.js';
import type { BackupOutcome } from '../backup/take-backup.js';
import { aliveDuring } from './alive-during.js';
import { backupId, type PrepareDeps } from './prepare-change.js';
import type { ChangeHooks, StepLife, StepOutcome, StepRun } from './step-run.js';

interface BackupStep {
  readonly run: StepRun;
  readonly action: BackupAction;
  readonly input: Outputs;
  readonly context: ActionContext;
}

/** Executes a step whose purpose is a backup. The server is only read, so doing it again after a crash is harmless. */
export async function backupStep(
  deps: PrepareDeps,
  step: BackupStep,
  { hooks, life }: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  const { run, action, input } = step;
  if (run.intent === undefined) await hooks.onIntent({ before: {}, undo: { kind: 'nothing', because: action.undo } });
  const subject = action.subject(input);
  const outcome = await aliveDuring(life, () => take(deps, step, subject, life.signal));
  const said = { what: sayWhat(subject), where: deps.store.where, pruned: [] as readonly string[] };
  if (outcome.kind !== 'done') return backupOutcome(outcome, said);
  const keep = optionalInteger(input, 'keep');
  if (keep === undefined) return backupOutcome(outcome, said);
  const wanted = subjectOf(outcome.manifest);
  const pruned = await aliveDuring(life, () =>
    pruneStore(deps, { keep, olderThanMs: undefined }, (backup) => subjectOf(backup) === wanted),
  );
  return backupOutcome(outcome, { ...said, pruned: pruned.removed.map(({ id }) => id) });
}

function take(
  deps: PrepareDeps,
  { run, input, context }: BackupStep,
  subject: BackupSubject,
  signal: AbortSignal,
): Promise<BackupOutcome> {
  const request = {
    id: backupId(run),
    server: run.server,
    origin: { run: run.runId, step: run.stepId, attempt: run.attempt },
    encrypt: optionalText(input, 'encrypt') ?? run.encryptBackups,
    missing: 'fail',
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  } as const;
  switch (subject.kind) {
    case 'files': {
      const { paths, exclude, compress } = subject;
      const programs = { zstd: ['zstd', 'gzip'], gzip: ['gzip'], none: [] } as const;
      return backUpFiles(
        deps,
        { ...request, paths, exclude, compress: programs[compress], whileChanging: 'warn' },
        signal,
      );
    }
    case 'postgres':
      return backUpDatabase(deps, { ...request, database: subject.database, cluster: subject.cluster }, signal);
    default:
      return subject satisfies never;
  }
}

const sayWhat = (subject: BackupSubject): Localized =>
  subject.kind === 'files'
    ? { en: subject.paths.join(', '), fr: subject.paths.join(', ') }
    : { en: `database ${subject.database}`, fr: `base ${subject.database}` };

function backupOutcome(
  outcome: BackupOutcome,
  said: { readonly what: Localized; readonly where: string; readonly pruned: readonly string[] },
): StepOutcome {
  const { what, where, pruned } = said;
  switch (outcome.kind) {
    case 'done': {
      const { id, bytes, sha256, sentSha256 = null, entries, packing, encryption } = outcome.manifest;
      const seconds = Math.round(outcome.durationMs / 100) / 10;
      const { warnings } = outcome;
      const encrypted = encryption !== undefined;
      const figures = { bytes, entries, seconds, changing: warnings.length };
      return {
        kind: 'done',
        changed: false,
        durationMs: outcome.durationMs,
        backup: id,
        outputs: { id, bytes, sha256, sentSha256, entries, packing, encrypted, seconds, where, warnings, pruned },
        summary: saySaved(what, figures),
      };
    }
    case 'nothing-there':
    case 'failed': {
      const because = outcome.kind === 'failed' ? outcome.because : NOTHING_THERE;
      const reason = {
        en: `${what.en} could not be backed up: ${because.en}`,
        fr: `${what.fr} n'a pas pu être sauvegardé : ${because.fr}`,
      };
      return { kind: 'failed', reason, outputs: {}, started: false, durationMs: 0 };
    }
    default:
      return outcome satisfies never;
  }
}

const NOTHING_THERE: Localized = { en: 'nothing is there', fr: "il n'y a rien à cet endroit" };

function saySaved(
  what: Localized,
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
    en: `${what.en}: ${entries} entries backed up and verified, ${size.en} in ${seconds} s${warning.en}`,
    fr: `${what.fr} : ${entries} éléments sauvegardés et vérifiés, ${size.fr} en ${String(seconds).replace('.', ',')} s${warning.fr}`,
  };
}

import type { Localized, Undo } from '../../actions/action.js';
import { rootWherePossible } from '../../actions/become.js';
import { optionalText, textInput } from '../../actions/input-fields.js';
import { backUpDatabase } from '../../backup/back-up-database.js';
import { backUpFiles } from '../../backup/back-up-files.js';
import type { BackupManifest } from '../../backup/backup-store.js';
import { clusterOf, findSound, restoreBackup } from '../../backup/restore-backup.js';
import type { BackupOutcome } from '../../backup/take-backup.js';
import { aliveDuring } from '../alive-during.js';
import { backupId, beforeChange, type PrepareDeps } from '../prepare-change.js';
import type { Intent, StepOutcome } from '../step-run.js';
import { restoreOutcome, type StepHooks, type StoreStep } from './store-outcome.js';

/**
 * Restores a backup to where it came from, after a verified backup of what it overwrites, or beside it. The undo is
 * decided before the first byte goes out.
 */
export async function restoreStep(deps: PrepareDeps, step: StoreStep, options: StepHooks): Promise<StepOutcome> {
  const { run, input, context } = step;
  const { hooks, life } = options;
  const backup = textInput(input, 'backup');
  const into = optionalText(input, 'into');
  let { intent } = run;
  const again = intent !== undefined;
  if (intent === undefined) {
    const prepared = await aliveDuring(life, () => prepare(deps, step, life.signal));
    life.signal.throwIfAborted();
    if (prepared.kind === 'refused') {
      return { kind: 'failed', reason: prepared.because, outputs: {}, started: false, durationMs: 0 };
    }
    intent = prepared.intent;
    await hooks.onIntent(intent);
  }
  const { timeoutMs } = context;
  const saved = intent.backup;
  const request = { backup, into, saved, again, server: run.server, become: rootWherePossible(context), timeoutMs };
  const outcome = await aliveDuring(life, () => restoreBackup(deps, request, life.signal));
  const place = into === undefined ? { en: '', fr: '' } : { en: ` into ${into}`, fr: ` dans ${into}` };
  const said = restoreOutcome(outcome, {
    en: `backup ${backup} restored${place.en}`,
    fr: `sauvegarde ${backup} restaurée${place.fr}`,
  });
  if (said.kind !== 'done' && said.kind !== 'failed') return said;
  return { ...said, undo: intent.undo, ...(intent.backup === undefined ? {} : { backup: intent.backup }) };
}

type Prepared =
  | { readonly kind: 'ready'; readonly intent: Intent }
  | { readonly kind: 'refused'; readonly because: Localized };

async function prepare(deps: PrepareDeps, step: StoreStep, signal: AbortSignal): Promise<Prepared> {
  const { run, input } = step;
  const found = await findSound(deps, textInput(input, 'backup'), run.server.name);
  if (found.kind === 'unusable') return { kind: 'refused', because: found.because };
  const { manifest } = found;
  const isDatabase = manifest.database !== undefined;
  const into = optionalText(input, 'into');
  if (into !== undefined) {
    if (into.startsWith('/') === isDatabase)
      return { kind: 'refused', because: sayWrongPlace(manifest.id, isDatabase) };
    return { kind: 'ready', intent: { before: {}, undo: discard(manifest, into) } };
  }
  if (run.step.backup !== undefined) {
    const because = { en: 'the runbook asked for no backup', fr: "le runbook n'a demandé aucune sauvegarde" };
    return { kind: 'ready', intent: { before: {}, undo: { kind: 'impossible', because } } };
  }
  const saved = await saveCurrent(deps, step, manifest, signal);
  switch (saved.kind) {
    case 'done':
      return {
        kind: 'ready',
        intent: { before: {}, undo: putBack(manifest, saved.manifest.id), backup: saved.manifest.id },
      };
    case 'nothing-there': {
      const undo =
        manifest.database === undefined ? putBack(manifest, undefined) : discard(manifest, manifest.database.name);
      return { kind: 'ready', intent: { before: {}, undo } };
    }
    case 'failed':
      return { kind: 'refused', because: sayNotSaved(saved.because) };
    default:
      return saved satisfies never;
  }
}

/** Encrypted like the one that is restored, since what it overwrites is as confidential; else as the policy has it. */
function saveCurrent(
  deps: PrepareDeps,
  { run, context }: StoreStep,
  manifest: BackupManifest,
  signal: AbortSignal,
): Promise<BackupOutcome> {
  const request = {
    id: backupId(run),
    server: run.server,
    origin: beforeChange(run),
    encrypt: manifest.encryption?.key ?? run.encryptBackups,
    missing: 'skip',
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  } as const;
  if (manifest.database !== undefined) {
    return backUpDatabase(deps, { ...request, database: manifest.database.name, cluster: clusterOf(manifest) }, signal);
  }
  const { paths, exclude = [] } = manifest;
  return backUpFiles(deps, { ...request, paths, exclude, whileChanging: 'warn' }, signal);
}

const discard = ({ id, database }: BackupManifest, made: string): Undo => ({
  kind: 'step',
  uses: 'backup.discard',
  with: { backup: id, made, kind: database === undefined ? 'folder' : 'database' },
  describe: { en: `Removes ${made}, which the restore made`, fr: `Supprime ${made}, créé par la restauration` },
});

/** A database is replaced whole; of files, what the restore brought goes, and what was there comes back. */
function putBack({ id, database }: BackupManifest, before: string | undefined): Undo {
  const describe = { en: 'Puts back what was there before', fr: "Remet ce qu'il y avait avant" };
  if (database !== undefined && before !== undefined) return { kind: 'restore-backup', backup: before, describe };
  const inputs = before === undefined ? { restored: id } : { restored: id, before };
  return { kind: 'step', uses: 'backup.revert', with: inputs, describe };
}

const sayWrongPlace = (backup: string, isDatabase: boolean): Localized =>
  isDatabase
    ? {
        en: `backup ${backup} is of a database: "into" is the name of a new database`,
        fr: `la sauvegarde ${backup} est celle d'une base : « into » est le nom d'une nouvelle base`,
      }
    : {
        en: `backup ${backup} is of files: "into" is the absolute path of a new folder`,
        fr: `la sauvegarde ${backup} contient des fichiers : « into » est le chemin absolu d'un nouveau dossier`,
      };

const sayNotSaved = (because: Localized): Localized => ({
  en: `nothing was changed: what is there now could not be backed up: ${because.en}`,
  fr: `rien n'a été changé : l'état actuel n'a pas pu être sauvegardé : ${because.fr}`,
});

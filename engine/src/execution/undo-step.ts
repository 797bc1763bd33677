import type { CommandAction, FileLeft, Localized, Undo } from '../actions/action.js';
import { rootWherePossible } from '../actions/become.js';
import { findUndoAction } from '../actions/registry.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { aliveDuring } from './alive-during.js';
import { type ChangeDeps, changeStep } from './change-step.js';
import { look } from './prepare-change.js';
import { prepareStep } from './prepare-step.js';
import {
  type ChangeHooks,
  type Intent,
  type StepLife,
  type StepOutcome,
  type StepRun,
  undoStepId,
} from './step-run.js';

/** The run of the step that is undone, with its intent, which knows the state before. */
export interface UndoRun extends StepRun {
  /** The intent of the undoing itself, when it is on record already. */
  readonly undoIntent?: Intent;
  /** What the step came to, where that is known. */
  readonly result?: StepOutcome;
}

/**
 * Runs the inverse of a started step, then looks whether the state before is back. `hooks.onIntent` gets the intent of
 * the undoing, to be kept under `undoStepId(stepId)`. Throws as changeStep does.
 */
export async function undoStep(
  deps: ChangeDeps,
  undo: Undo,
  run: UndoRun,
  options: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  switch (undo.kind) {
    case 'nothing':
      return { kind: 'already-so', outputs: {}, summary: undo.because, changed: false, durationMs: 0 };
    case 'impossible':
      return { kind: 'failed', reason: sayImpossible(undo.because), outputs: {}, started: false, durationMs: 0 };
    case 'step': {
      const outcome = await changeStep(deps, undoRun(undo, run), { ...options, find: findUndoAction });
      return verified(deps, run, outcome, options.life);
    }
    case 'restore-backup': {
      // with an intent on record it may have begun, and what is found may be its own
      const newer = run.undoIntent === undefined && (await changedSince(deps, undo, run, options.life));
      if (newer) return { kind: 'failed', reason: CHANGED_SINCE, outputs: {}, started: false, durationMs: 0 };
      const outcome = await restore(deps, undo, run, options);
      return verified(deps, run, outcome, options.life);
    }
    default:
      return undo satisfies never;
  }
}

/** The same place, another step: its own name, so its own job, and only its own intent. */
function undoRun(undo: Extract<Undo, { kind: 'step' }>, run: UndoRun): StepRun {
  const { intent: _ofTheStep, result: _ofTheStepToo, undoIntent, ...place } = run;
  const { timeout } = run.step;
  return {
    ...place,
    stepId: undoStepId(run.stepId),
    step: { uses: undo.uses, with: undo.with, ...(timeout === undefined ? {} : { timeout }) },
    ...(undoIntent === undefined ? {} : { intent: undoIntent }),
  };
}

async function restore(
  deps: ChangeDeps,
  undo: Extract<Undo, { kind: 'restore-backup' }>,
  run: UndoRun,
  { hooks, life }: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  const prepared = prepareStep(run, findUndoAction);
  if (prepared.kind === 'refused') return prepared.outcome;
  const { context } = prepared;
  if (run.undoIntent === undefined) {
    await hooks.onIntent({ before: {}, undo: { kind: 'impossible', because: undo.describe }, backup: undo.backup });
  }
  const { server } = run;
  const place = { become: rootWherePossible(context), timeoutMs: context.timeoutMs };
  const request = { backup: undo.backup, server, leave: 'nothing', ...place } as const;
  const outcome = await aliveDuring(life, () => restoreBackup(deps, request, life.signal));
  switch (outcome.kind) {
    case 'done':
      return {
        kind: 'done',
        outputs: { backup: undo.backup, sha256: outcome.manifest.sha256 },
        summary: undo.describe,
        changed: true,
        durationMs: outcome.durationMs,
      };
    case 'failed':
      return { kind: 'failed', reason: outcome.because, outputs: {}, started: outcome.touched, durationMs: 0 };
    default:
      return outcome satisfies never;
  }
}

/** Whether something else lies there than what the step left, or found: somebody's newer work. */
async function changedSince(
  deps: ChangeDeps,
  undo: Extract<Undo, { kind: 'restore-backup' }>,
  run: UndoRun,
  life: StepLife,
): Promise<boolean> {
  const over = leftBy(run.result) ?? undo.over;
  const prepared = prepareStep(run, findUndoAction);
  if (over === undefined || prepared.kind === 'refused' || prepared.action.kind !== 'command') return false;
  const action: CommandAction = prepared.action;
  if (action.probe === undefined) return false;
  const { before: now } = await look(deps, { run, action, input: prepared.input, context: prepared.context }, life);
  life.signal.throwIfAborted();
  // a server without any program for digests cannot tell
  const { sha256 } = now;
  const same =
    now.kind === over.kind && (over.kind === 'absent' || typeof sha256 !== 'string' || sha256 === over.sha256);
  return !same && action.probe.restored?.(run.intent?.before ?? {}, now) !== true;
}

function leftBy(result: StepOutcome | undefined): FileLeft | undefined {
  const sha256 = result?.kind === 'done' ? result.outputs.sha256 : undefined;
  return typeof sha256 === 'string' ? { kind: 'file', sha256 } : undefined;
}

/** An undo counts only when the probe shows the state before again, where there is a probe that can tell. */
async function verified(deps: ChangeDeps, run: UndoRun, outcome: StepOutcome, life: StepLife): Promise<StepOutcome> {
  if (outcome.kind !== 'done' && outcome.kind !== 'already-so') return outcome;
  const prepared = prepareStep(run, findUndoAction);
  if (prepared.kind === 'refused' || prepared.action.kind !== 'command' || run.intent === undefined) return outcome;
  const { input, context } = prepared;
  const action: CommandAction = prepared.action;
  if (action.probe?.restored === undefined) return outcome;
  const { before: now } = await look(deps, { run, action, input, context }, life);
  if (action.probe.restored(run.intent.before, now)) return outcome;
  return { kind: 'failed', reason: NOT_AS_BEFORE, outputs: now, started: true, durationMs: outcome.durationMs };
}

const CHANGED_SINCE: Localized = {
  en: 'it was changed since, by somebody else, and stays. The backup is kept: restore it by `/ops restore` if you want it',
  fr: "il a été modifié depuis, par quelqu'un d'autre, et reste en place. La sauvegarde est gardée : restaurez-la par `/ops restore` si vous la voulez",
};
const NOT_AS_BEFORE: Localized = {
  en: 'the undoing ran, but the state is not the one from before. Look at the server',
  fr: "l'annulation s'est exécutée, mais l'état n'est pas celui d'avant. Regardez le serveur",
};

const sayImpossible = (because: Localized): Localized => ({
  en: `it cannot be undone: ${because.en}`,
  fr: `impossible d'annuler : ${because.fr}`,
});

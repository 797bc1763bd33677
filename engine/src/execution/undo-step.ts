import type { CommandAction, Localized, Undo } from '../actions/action.js';
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
      const outcome = await restore(deps, undo, run, options);
      return verified(deps, run, outcome, options.life);
    }
    default:
      return undo satisfies never;
  }
}

/** The same place, another step: its own name, so its own job, and only its own intent. */
function undoRun(undo: Extract<Undo, { kind: 'step' }>, run: UndoRun): StepRun {
  const { intent: _ofTheStep, undoIntent, ...place } = run;
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
  const request = { backup: undo.backup, server, become: rootWherePossible(context), timeoutMs: context.timeoutMs };
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

const NOT_AS_BEFORE: Localized = {
  en: 'the undoing ran, but the state is not the one from before. Look at the server',
  fr: "l'annulation s'est exécutée, mais l'état n'est pas celui d'avant. Regardez le serveur",
};

const sayImpossible = (because: Localized): Localized => ({
  en: `it cannot be undone: ${because.en}`,
  fr: `impossible d'annuler : ${because.fr}`,
});

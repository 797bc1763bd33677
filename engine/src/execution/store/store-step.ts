import { parseDuration } from '@chatops-commander/schemas';
import { rootWherePossible } from '../../actions/become.js';
import { optionalInteger, optionalText, textInput } from '../../actions/input-fields.js';
import { sayBytes } from '../../actions/say-figures.js';
import { pruneStore } from '../../backup/prune-store.js';
import { revertRestore } from '../../backup/revert-restore.js';
import { aliveDuring } from '../alive-during.js';
import type { PrepareDeps } from '../prepare-change.js';
import { StepNotExecutable, type StepOutcome } from '../step-run.js';
import { discardStep } from './discard-step.js';
import { restoreStep } from './restore-step.js';
import { restoreOutcome, type StepHooks, type StoreStep } from './store-outcome.js';

/**
 * Executes a step on a backup of the store. Each of them has the effect of once when done twice, so after a crash it is
 * simply done again.
 */
export function storeStep(deps: PrepareDeps, step: StoreStep, options: StepHooks): Promise<StepOutcome> {
  switch (step.operation) {
    case 'restore':
      return restoreStep(deps, step, options);
    case 'prune':
      return pruneStep(deps, step, options);
    case 'revert':
      return revertStep(deps, step, options);
    case 'discard':
      return discardStep(deps, step, options);
    case 'verify':
      throw new StepNotExecutable('backup.verify', 'it only reads, so it is not a change');
    default:
      return step.operation satisfies never;
  }
}

async function pruneStep(deps: PrepareDeps, step: StoreStep, { hooks, life }: StepHooks): Promise<StepOutcome> {
  const { run, input, undo } = step;
  if (run.intent === undefined) await hooks.onIntent({ before: {}, undo: { kind: 'impossible', because: undo } });
  const olderThan = optionalText(input, 'olderThan');
  const policy = {
    keep: optionalInteger(input, 'keep') ?? 1,
    olderThanMs: olderThan === undefined ? undefined : parseDuration(olderThan),
  };
  const begun = performance.now();
  const pruned = await aliveDuring(life, () => pruneStore(deps, policy, ({ server }) => server === run.server.name));
  const durationMs = Math.round(performance.now() - begun);
  const { removed, kept, damaged } = pruned;
  const bytes = removed.reduce((sum, backup) => sum + backup.bytes, 0);
  const outputs = { removed: removed.map(({ id }) => id), kept, bytes, damaged: damaged.map(({ id }) => id) };
  const warning =
    damaged.length === 0
      ? { en: '', fr: '' }
      : { en: `; ${damaged.length} damaged, kept`, fr: ` ; ${damaged.length} abîmée(s), gardée(s)` };
  if (removed.length === 0) {
    const summary = {
      en: `no backup of ${run.server.name} is beyond what is kept (${kept})${warning.en}`,
      fr: `aucune sauvegarde de ${run.server.name} au-delà de ce qui est gardé (${kept})${warning.fr}`,
    };
    return { kind: 'already-so', changed: false, outputs, summary, durationMs };
  }
  const size = sayBytes(bytes);
  return {
    kind: 'done',
    changed: true,
    outputs,
    durationMs,
    undo: { kind: 'impossible', because: undo },
    summary: {
      en: `${removed.length} backups of ${run.server.name} removed, ${size.en} freed, ${kept} kept${warning.en}`,
      fr: `${removed.length} sauvegardes de ${run.server.name} supprimées, ${size.fr} libérés, ${kept} gardées${warning.fr}`,
    },
  };
}

async function revertStep(deps: PrepareDeps, step: StoreStep, { hooks, life }: StepHooks): Promise<StepOutcome> {
  const { run, input, context, undo } = step;
  const { timeoutMs } = context;
  if (run.intent === undefined) await hooks.onIntent({ before: {}, undo: { kind: 'impossible', because: undo } });
  const request = {
    restored: textInput(input, 'restored'),
    before: optionalText(input, 'before'),
    server: run.server,
    leave: 'nothing',
    become: rootWherePossible(context),
    timeoutMs,
  } as const;
  const outcome = await aliveDuring(life, () => revertRestore(deps, request, life.signal));
  return restoreOutcome(outcome, {
    en: `what backup ${request.restored} brought was taken back`,
    fr: `ce que la sauvegarde ${request.restored} avait apporté est retiré`,
  });
}

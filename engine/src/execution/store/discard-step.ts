import { rootWherePossible } from '../../actions/become.js';
import { lastLine, sayExit } from '../../actions/failed-result.js';
import { optionalText, textInput } from '../../actions/input-fields.js';
import { sameText } from '../../actions/localized.js';
import { discardFolderCommand } from '../../backup/archive-commands.js';
import { discardDatabaseCommand } from '../../backup/postgres-commands.js';
import { clusterOf } from '../../backup/restore-backup.js';
import type { PrepareDeps } from '../prepare-change.js';
import { READ_BYTES } from '../read-step.js';
import type { StepOutcome } from '../step-run.js';
import type { StepHooks, StoreStep } from './store-outcome.js';

/** Undoes a restore beside: removes the folder or database, if it is the one that the restore made. */
export async function discardStep(
  deps: PrepareDeps,
  { run, input, context, undo }: StoreStep,
  { hooks, life }: StepHooks,
): Promise<StepOutcome> {
  const backup = textInput(input, 'backup');
  const name = textInput(input, 'made');
  if (run.intent === undefined) await hooks.onIntent({ before: {}, undo: { kind: 'impossible', because: undo } });
  const place = { become: rootWherePossible(context), timeoutMs: context.timeoutMs };
  const manifest = await deps.store.manifest(backup);
  const command =
    optionalText(input, 'kind') === 'database' && manifest !== undefined
      ? discardDatabaseCommand(name, backup, { ...place, cluster: clusterOf(manifest) })
      : discardFolderCommand(name, backup, place);
  const result = await deps.reads.read(run.server, command, { maxBytes: READ_BYTES, signal: life.signal });
  const { durationMs } = result;
  if (result.exit.kind === 'code' && result.exit.code === 0) {
    const summary = { en: `${name}: removed`, fr: `${name} : supprimé` };
    return { kind: 'done', changed: true, outputs: { made: name }, summary, durationMs };
  }
  const line = lastLine(result.stderr);
  const reason = line === undefined ? sayExit(result.exit) : sameText(line);
  return { kind: 'failed', reason, outputs: {}, started: true, durationMs };
}

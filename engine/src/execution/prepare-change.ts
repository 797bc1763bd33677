import type { ActionContext, CommandAction, Localized, Outputs, Undo } from '../actions/action.js';
import { rootWherePossible } from '../actions/become.js';
import { backUpFiles } from '../backup/back-up-files.js';
import type { BackupDeps, BackupOutcome } from '../backup/take-backup.js';
import type { RemoteReads } from '../ssh/remote-execution.js';
import { READ_BYTES } from './read-step.js';
import type { Intent, StepLife, StepOutcome, StepRun } from './step-run.js';

export interface PrepareDeps extends BackupDeps {
  readonly reads: RemoteReads;
}

export type Preparation =
  | { readonly kind: 'go'; readonly intent: Intent }
  | { readonly kind: 'stay'; readonly outcome: StepOutcome };

/**
 * Everything before the first byte changes: looks at the state, stops where it is already as asked, backs up and
 * verifies what will be overwritten, and decides the undo.
 */
export async function prepareChange(
  deps: PrepareDeps,
  change: {
    readonly run: StepRun;
    readonly action: CommandAction;
    readonly input: Outputs;
    readonly context: ActionContext;
  },
  life: StepLife,
): Promise<Preparation> {
  const { run, action, input, context } = change;
  const { before, durationMs } = await look(deps, change, life);
  const summary = action.probe?.alreadySo?.(before, input);
  if (summary !== undefined) {
    return { kind: 'stay', outcome: { kind: 'already-so', outputs: before, summary, changed: false, durationMs } };
  }
  const refusal = action.refuse?.(before, input);
  if (refusal !== undefined) {
    return { kind: 'stay', outcome: { kind: 'failed', reason: refusal, outputs: before, started: false, durationMs } };
  }
  const overwritten = run.step.backup === undefined ? (action.overwrites?.(input, before) ?? []) : [];
  const saved = overwritten.length === 0 ? undefined : await save(deps, { run, context, paths: overwritten }, life);
  if (saved?.kind === 'failed') {
    const reason = sayNotBackedUp(overwritten, saved.because);
    return { kind: 'stay', outcome: { kind: 'failed', reason, outputs: {}, started: false, durationMs } };
  }
  const backup = saved?.kind === 'done' ? saved.manifest.id : undefined;
  const undo: Undo = action.inverse?.(input, before, backup) ?? { kind: 'impossible', because: action.undo };
  return { kind: 'go', intent: backup === undefined ? { before, undo } : { before, undo, backup } };
}

/** What the action's probe shows; nothing without a probe. */
export async function look(
  deps: Pick<PrepareDeps, 'reads'>,
  change: {
    readonly run: StepRun;
    readonly action: CommandAction;
    readonly input: Outputs;
    readonly context: ActionContext;
  },
  life: StepLife,
): Promise<{ readonly before: Outputs; readonly durationMs: number }> {
  const { run, action, input, context } = change;
  if (action.probe === undefined) return { before: {}, durationMs: 0 };
  const command = action.probe.command(input, context);
  const result = await deps.reads.read(run.server, command, { maxBytes: READ_BYTES, signal: life.signal });
  return { before: action.probe.parse(result, input), durationMs: result.durationMs };
}

/** The id under which a step's backup lies: one per execution, so that a retried activity finds its own. */
export const backupId = ({ runId, stepId, server, attempt }: StepRun): string =>
  `${runId}.${stepId}.${server.name}.${attempt}`;

/** Whose backup it is; `purpose` keeps it from being pruned while somebody may roll the run back. */
export const beforeChange = ({ runId, stepId, attempt }: StepRun) => ({
  run: runId,
  step: stepId,
  attempt,
  purpose: 'before-change',
});

function save(
  deps: PrepareDeps,
  what: { readonly run: StepRun; readonly context: ActionContext; readonly paths: readonly string[] },
  life: StepLife,
): Promise<BackupOutcome> {
  const { run, context, paths } = what;
  const request = {
    id: backupId(run),
    server: run.server,
    origin: beforeChange(run),
    encrypt: run.encryptBackups,
    paths,
    exclude: [],
    missing: 'skip',
    whileChanging: 'fail',
    become: rootWherePossible(context),
    timeoutMs: context.timeoutMs,
  } as const;
  return backUpFiles(deps, request, life.signal);
}

const sayNotBackedUp = (paths: readonly string[], because: Localized): Localized => ({
  en: `nothing was changed: ${paths.join(', ')} could not be backed up: ${because.en}`,
  fr: `rien n'a été changé : ${paths.join(', ')} n'a pas pu être sauvegardé : ${because.fr}`,
});

import type { ActionContext, CommandAction, Outputs } from '../actions/action.js';
import { fileTextCommand, type FileText, parseFileText } from '../actions/files/file-text.js';
import { parsePathsSize, pathsSizeCommand } from '../actions/files/paths-size.js';
import { findAction } from '../actions/registry.js';
import { lineDiff } from '../preview/line-diff.js';
import type { FileChange, StepPreview } from '../preview/step-preview.js';
import { maskLines } from '../report/mask-lines.js';
import type { CommandResult, RemoteCommand, RemoteReads } from '../ssh/remote-execution.js';
import { prepareStep } from './prepare-step.js';
import { READ_BYTES } from './read-step.js';
import type { StepRun } from './step-run.js';
import { hiddenBecause, NO_PROBE, WORKS_ELSEWHERE } from './why-not-shown.js';

/** What may be looked at for a preview. */
export interface PreviewLimits {
  /** Run a step that reads state; false for those that mean something only later, or show more than state. */
  readonly readsState: boolean;
  /** Whether the text of a file may be shown to whoever sees the pull request. */
  mayShow(path: string): boolean;
  readonly signal: AbortSignal;
  /** A run decides on what is seen, rather than people. */
  readonly forRun?: boolean;
}

/** A preview waits no longer than this for one answer of a server. */
const LOOK_MS = 20_000;

/**
 * Looks at one server, before a run, for what a step would do there: by the action's own typed probe and never by a
 * command that the runbook brings. Throws what the transport throws when the server cannot be reached.
 */
export async function previewStep(
  deps: { readonly reads: RemoteReads },
  run: StepRun,
  limits: PreviewLimits,
): Promise<StepPreview> {
  const prepared = prepareStep(run, findAction);
  if (prepared.kind === 'refused') {
    const { outcome } = prepared;
    return { kind: 'not-simulated', because: 'reason' in outcome ? outcome.reason : NO_PROBE };
  }
  const { action, input } = prepared;
  const context = { ...prepared.context, timeoutMs: Math.min(prepared.context.timeoutMs, LOOK_MS) };
  const look: Look = (command) => deps.reads.read(run.server, command, { maxBytes: READ_BYTES, signal: limits.signal });
  switch (action.kind) {
    case 'command':
      if (action.effect === 'content') return { kind: 'later' };
      return action.effect === 'read'
        ? await previewRead(action, { input, context }, limits, look)
        : await previewChange(action, { run, input, context }, limits, look);
    case 'http':
    case 'registry':
    case 'wait':
      return { kind: 'later' };
    case 'backup': {
      const subject = action.subject(input);
      if (subject.kind !== 'files') return { kind: 'later' };
      const backupKiB = parsePathsSize(await look(pathsSizeCommand(subject.paths, context)));
      return { kind: 'looked', before: {}, files: [], ...(backupKiB === undefined ? {} : { backupKiB }) };
    }
    case 'store':
      return { kind: 'not-simulated', because: WORKS_ELSEWHERE };
    default:
      return action satisfies never;
  }
}

type Look = (command: RemoteCommand) => Promise<CommandResult>;

async function previewRead(
  action: CommandAction,
  { input, context }: { readonly input: Outputs; readonly context: ActionContext },
  { readsState }: PreviewLimits,
  look: Look,
): Promise<StepPreview> {
  // secrets are for the run, not for whoever proposes one
  if (!readsState || (action.secrets?.(input) ?? []).length > 0) return { kind: 'later' };
  const result = action.parse(await look(action.command(input, context)), input, context);
  return result.kind === 'done'
    ? { kind: 'read', ok: true, summary: result.summary }
    : { kind: 'read', ok: false, summary: result.reason };
}

async function previewChange(
  action: CommandAction,
  { run, input, context }: { readonly run: StepRun; readonly input: Outputs; readonly context: ActionContext },
  limits: PreviewLimits,
  look: Look,
): Promise<StepPreview> {
  const { probe } = action;
  if (probe === undefined) return { kind: 'not-simulated', because: NO_PROBE };
  const all = probe.parse(await look(probe.command(input, context)), input);
  const guard = action.guard?.(all);
  const rewrite = action.rewrites?.(input);
  const listed = rewrite === undefined || limits.mayShow(rewrite.path);
  const before = listed ? all : stateOnly(all);
  // whether a guessed line is in a file tells of its text, so it is left out with the text
  const mayTell = listed || Object.keys(all).every((name) => name === 'sha256' || STATE_FACTS.has(name));
  const isSo = probe.alreadySo?.(all, input);
  const alreadySo = mayTell ? isSo : undefined;
  const refused = mayTell ? action.refuse?.(all, input) : undefined;
  const seen = {
    kind: 'looked',
    before,
    ...(guard && { guard }),
    ...(alreadySo && { alreadySo }),
    ...(isSo && limits.forRun === true && { asAsked: true as const }),
    ...(refused && { refused }),
  } as const;
  if (alreadySo !== undefined || refused !== undefined) return { ...seen, files: [] };
  const overwritten = run.step.backup === undefined ? (action.overwrites?.(input, all) ?? []) : [];
  const backupKiB =
    overwritten.length === 0 ? undefined : parsePathsSize(await look(pathsSizeCommand(overwritten, context)));
  const files = rewrite === undefined ? [] : [await previewFile(rewrite, context, limits, look)];
  return { ...seen, files, ...(backupKiB === undefined ? {} : { backupKiB }) };
}

/** What may be told of any file: nothing of its text but the size; a digest would confirm a guess of a short one. */
const STATE_FACTS: ReadonlySet<string> = new Set(['kind', 'mode', 'owner', 'bytes', 'path']);

const stateOnly = (before: Outputs): Outputs =>
  Object.fromEntries(Object.entries(before).filter(([name]) => STATE_FACTS.has(name)));

async function previewFile(
  rewrite: ReturnType<NonNullable<CommandAction['rewrites']>>,
  context: ActionContext,
  limits: PreviewLimits,
  look: Look,
): Promise<FileChange> {
  const { path } = rewrite;
  if (!limits.mayShow(path)) return { path, diff: undefined, because: hiddenBecause('not-listed') };
  const now = parseFileText(await look(fileTextCommand(path, context)));
  if (now.kind !== 'text' && now.kind !== 'absent') return { path, diff: undefined, because: hiddenBecause(now.kind) };
  const next = rewrite.next(now.kind === 'text' ? now.text : undefined);
  if (next === undefined) return { path, diff: undefined, because: hiddenBecause('unknown') };
  return { path, diff: lineDiff(textOf(now), next, maskLines) };
}

const textOf = (now: Extract<FileText, { kind: 'text' | 'absent' }>): string => (now.kind === 'text' ? now.text : '');

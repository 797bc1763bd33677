import type { Action, ActionContext, CommandAction, Outputs } from '../actions/action.js';
import type { RemoteJobs } from '../ssh/remote-execution.js';
import { aliveDuring } from './alive-during.js';
import { approvedSource } from './approved-source.js';
import { awaitReturn } from './await-return.js';
import { backupStep } from './backup-step.js';
import { outcomeOfJob } from './outcome-of-job.js';
import { outcomeOfResult } from './outcome-of-result.js';
import type { OutputSink } from './output-sink.js';
import { withSecrets } from './with-secrets.js';
import { type PrepareDeps, prepareChange } from './prepare-change.js';
import { prepareStep } from './prepare-step.js';
import { resumeJob } from './resume-job.js';
import { runJob } from './run-job.js';
import {
  type ChangeHooks,
  type Intent,
  type Pacing,
  type StepLife,
  StepNotExecutable,
  type StepOutcome,
  type StepRun,
  type Traces,
} from './step-run.js';
import { storeStep } from './store/store-step.js';

export interface ChangeDeps extends PrepareDeps, Pacing {
  readonly jobs: RemoteJobs;
  readonly outputs: OutputSink;
}

/**
 * Executes a step that changes a server, once: look, back up, write the intent down, start, follow to the end. With an
 * intent on record nothing is looked at or started again; the job is found and followed. Throws StepNotExecutable for
 * a step that only reads, and what the transport, the store or `onIntent` throw.
 */
export async function changeStep(
  deps: ChangeDeps,
  run: StepRun,
  options: {
    readonly find: (name: string) => Action | undefined;
    readonly hooks: ChangeHooks;
    readonly life: StepLife;
  },
): Promise<StepOutcome> {
  const prepared = prepareStep(run, options.find);
  if (prepared.kind === 'refused') return prepared.outcome;
  const { action, input } = prepared;
  const source = approvedSource(action, input, run);
  if (source.kind === 'refused') {
    return { kind: 'failed', reason: source.because, outputs: {}, started: false, durationMs: 0 };
  }
  const context = source.kind === 'bytes' ? { ...prepared.context, sourceFile: source.bytes } : prepared.context;
  switch (action.kind) {
    case 'command':
      if (action.effect === 'read' || action.effect === 'content') {
        throw new StepNotExecutable(action.name, 'it only reads, so it is not a change');
      }
      return changeByCommand(deps, { run, action, input, context }, options);
    case 'backup':
      return backupStep(deps, { run, action, input, context }, options);
    case 'store':
      return storeStep(deps, { run, operation: action.operation, input, context, undo: action.undo }, options);
    case 'http':
    case 'registry':
    case 'wait':
      throw new StepNotExecutable(action.name, 'it only reads, so it is not a change');
    default:
      return action satisfies never;
  }
}

interface Change {
  readonly run: StepRun;
  readonly action: CommandAction;
  readonly input: Outputs;
  readonly context: ActionContext;
}

async function changeByCommand(
  deps: ChangeDeps,
  change: Change,
  { hooks, life }: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  const { run, action, input } = change;
  const firstContact = run.intent === undefined;
  let intent = run.intent;
  if (intent === undefined) {
    const preparation = await aliveDuring(life, () => prepareChange(deps, change, life));
    // a probe that was cut short has seen nothing, and what it did not see must not go on record as the state before
    life.signal.throwIfAborted();
    if (preparation.kind === 'stay') return preparation.outcome;
    intent = { ...preparation.intent, ...(run.facts === undefined ? {} : { bootId: run.facts.bootId }) };
    await hooks.onIntent(intent);
  }
  const context = { ...change.context, before: intent.before };
  const traces = { undo: intent.undo, ...(intent.backup === undefined ? {} : { backup: intent.backup }) };
  const given = await withSecrets(deps, action, input, context);
  const command = action.command(input, given);
  const ran = firstContact
    ? await runJob(deps, run, command, { firstContact, life })
    : await resumeJob(deps, run, { intent, command, life });
  if (ran.kind === 'other') {
    const rebooted = ran.job.kind === 'rebooted' && action.comesBackWithin !== undefined;
    return rebooted ? await afterReboot(deps, change, { intent, traces, life }) : outcomeOfJob(ran.job, traces);
  }
  const parsed = action.parse(ran.result, input, context);
  if (parsed.kind === 'done' && action.comesBackWithin !== undefined) {
    return await afterReboot(deps, change, { intent, traces, life });
  }
  return outcomeOfResult({ result: ran.result, parsed, started: true, timeoutMs: context.timeoutMs, traces });
}

/** A server that was told to reboot: done when it is back under another boot id. */
async function afterReboot(
  deps: ChangeDeps,
  { run, action, input, context }: Change,
  started: { readonly intent: Intent; readonly traces: Traces; readonly life: StepLife },
): Promise<StepOutcome> {
  const { intent, traces, life } = started;
  const { bootId } = intent.before;
  const withinMs = Math.min(action.comesBackWithin?.(input) ?? 0, context.timeoutMs);
  const asked = { server: run.server, bootIdBefore: typeof bootId === 'string' ? bootId : undefined, withinMs };
  const returned = await aliveDuring(life, () => awaitReturn(deps, asked, life));
  const { durationMs } = returned;
  return returned.kind === 'back'
    ? { kind: 'done', changed: true, outputs: returned.outputs, summary: returned.summary, durationMs, ...traces }
    : { kind: 'failed', reason: returned.reason, outputs: {}, started: true, durationMs, ...traces };
}

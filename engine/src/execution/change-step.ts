import type { Action, ActionContext, CommandAction, Outputs } from '../actions/action.js';
import type { RemoteJobs } from '../ssh/remote-execution.js';
import { aliveDuring } from './alive-during.js';
import { backupStep } from './backup-step.js';
import { outcomeOfJob } from './outcome-of-job.js';
import { outcomeOfResult } from './outcome-of-result.js';
import type { OutputSink } from './output-sink.js';
import { neverStarted } from './never-started.js';
import { type PrepareDeps, prepareChange } from './prepare-change.js';
import { prepareStep } from './prepare-step.js';
import { runJob } from './run-job.js';
import { type ChangeHooks, type StepLife, StepNotExecutable, type StepOutcome, type StepRun } from './step-run.js';

export interface ChangeDeps extends PrepareDeps {
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
  const { action, input, context } = prepared;
  switch (action.kind) {
    case 'command':
      if (action.effect === 'read' || action.effect === 'content') {
        throw new StepNotExecutable(action.name, 'it only reads, so it is not a change');
      }
      return changeByCommand(deps, { run, action, input, context }, options);
    case 'backup':
      return backupStep(deps, { run, action, input, context }, options);
    case 'http':
    case 'wait':
      throw new StepNotExecutable(action.name, 'it only reads, so it is not a change');
    default:
      return action satisfies never;
  }
}

async function changeByCommand(
  deps: ChangeDeps,
  change: {
    readonly run: StepRun;
    readonly action: CommandAction;
    readonly input: Outputs;
    readonly context: ActionContext;
  },
  { hooks, life }: { readonly hooks: ChangeHooks; readonly life: StepLife },
): Promise<StepOutcome> {
  const { run, action, input, context } = change;
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
  const traces = { undo: intent.undo, ...(intent.backup === undefined ? {} : { backup: intent.backup }) };
  const command = action.command(input, context);
  let ran = await runJob(deps, run, command, { firstContact, life });
  if (!firstContact && (await neverStarted(deps, run, { ran, intent }))) {
    ran = await runJob(deps, run, command, { firstContact: true, life });
  }
  if (ran.kind === 'other') return outcomeOfJob(ran.job, traces);
  const parsed = action.parse(ran.result, input, context);
  return outcomeOfResult({ result: ran.result, parsed, started: true, timeoutMs: context.timeoutMs, traces });
}

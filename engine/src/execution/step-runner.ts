import { setTimeout as pause } from 'node:timers/promises';
import type { Localized, ServerFacts, Undo } from '../actions/action.js';
import { findAction } from '../actions/registry.js';
import { FACTS_COMMAND, parseFacts } from '../actions/system/system-info.js';
import type { BackupStore } from '../backup/backup-store.js';
import type { ReadSecret } from '../backup/read-content.js';
import type { RecordBackup } from '../backup/take-backup.js';
import type { RemoteJobs, RemoteLooks, RemoteReads, RemoteStreams, ServerAddress } from '../ssh/remote-execution.js';
import type { StepPreview } from '../preview/step-preview.js';
import { changeStep } from './change-step.js';
import { gatheredReads } from './gathered-reads.js';
import type { HttpClient } from './http-client.js';
import type { OutputSink } from './output-sink.js';
import { type PreviewLimits, previewStep } from './preview-step.js';
import { READ_BYTES, readStep } from './read-step.js';
import type { ChangeHooks, StepLife, StepOutcome, StepRun } from './step-run.js';
import { type UndoRun, undoStep } from './undo-step.js';

export interface StepRunnerDeps {
  /** Previews look at many things at once where it can. */
  readonly reads: RemoteReads & Partial<RemoteLooks>;
  readonly jobs: RemoteJobs;
  readonly streams: RemoteStreams;
  readonly store: BackupStore;
  readonly http: HttpClient;
  readonly outputs: OutputSink;
  /** For the keys of encrypted backups and the passwords of registries; without it both are refused. */
  readonly readSecret?: ReadSecret;
  /** Told of each backup that counts, before the step goes on. */
  readonly recordBackup?: RecordBackup;
}

/** Executes steps on servers. Expected failures are outcomes; a server that cannot be reached throws. */
export interface StepRunner {
  /** Once per run and server, for every action after it. Throws UnreadableFacts. */
  readFacts(server: ServerAddress, signal?: AbortSignal): Promise<ServerFacts>;
  /** Steps whose action reads state or content, HTTP checks included. */
  read(run: StepRun, life: StepLife): Promise<StepOutcome>;
  /** Looks at what a step would do, without doing it. */
  preview(run: StepRun, limits: PreviewLimits): Promise<StepPreview>;
  /** Steps whose action changes or destroys, backups included. */
  change(run: StepRun, hooks: ChangeHooks, life: StepLife): Promise<StepOutcome>;
  /** The inverse of a started step; `hooks.onIntent` gets the intent of the undoing. */
  undo(undo: Undo, run: UndoRun, hooks: ChangeHooks, life: StepLife): Promise<StepOutcome>;
}

/** A server does not even say what it is, so nothing should be run on it. */
export class UnreadableFacts extends Error {
  constructor(
    readonly server: string,
    readonly printed: string,
  ) {
    super(
      `Server ${server} does not tell what it is made of (it printed ${JSON.stringify(printed)}). It needs a POSIX /bin/sh and /proc; try \`chatops doctor\`.`,
    );
    this.name = 'UnreadableFacts';
  }

  describe(): Localized {
    return {
      en: this.message,
      fr: `Le serveur ${this.server} ne dit pas de quoi il est fait (il a affiché ${JSON.stringify(this.printed)}). Il lui faut un /bin/sh POSIX et /proc ; essayez \`chatops doctor\`.`,
    };
  }
}

/** The one place where steps meet connections, backups and outputs. */
export function createStepRunner(given: StepRunnerDeps): StepRunner {
  const deps = {
    ...given,
    now: () => new Date(),
    monotonic: () => performance.now(),
    pause: untilOver,
  };
  const { reads } = given;
  const looks = hasLooks(reads) ? gatheredReads(reads) : reads;
  return {
    async readFacts(server, signal) {
      const options = signal === undefined ? { maxBytes: READ_BYTES } : { maxBytes: READ_BYTES, signal };
      const result = await deps.reads.read(server, FACTS_COMMAND, options);
      const facts = parseFacts(result);
      if (facts !== undefined) return facts;
      throw new UnreadableFacts(
        server.name,
        Buffer.concat([result.stdout, result.stderr]).toString('utf8').slice(0, 500),
      );
    },
    read: (run, life) => readStep(deps, run, life),
    preview: (run, limits) => previewStep({ reads: looks }, run, limits),
    change: (run, hooks, life) => changeStep(deps, run, { hooks, life, find: findAction }),
    undo: (undo, run, hooks, life) => undoStep(deps, undo, run, { hooks, life }),
  };
}

const hasLooks = (reads: StepRunnerDeps['reads']): reads is RemoteReads & RemoteLooks =>
  reads.readTogether !== undefined;

/** An abort ends the pause early; whoever waits looks at the signal. */
async function untilOver(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

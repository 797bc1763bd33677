import type { CommandResult, JobResult, RemoteCommand, RemoteJobs } from '../ssh/remote-execution.js';
import { createBoundedCapture } from './bounded-capture.js';
import { gatherOutput } from './gather-output.js';
import type { OutputKey, OutputSink } from './output-sink.js';
import type { StepLife, StepRun } from './step-run.js';

/** What an action gets to read of a job's output: the sink keeps all of it. */
const BOUNDS = { head: 256 * 1024, tail: 64 * 1024 };

export type RanJob =
  | { readonly kind: 'exited'; readonly result: CommandResult }
  | { readonly kind: 'other'; readonly job: Exclude<JobResult, { kind: 'exited' }> };

/**
 * Starts or finds the durable job of a step and follows it to its end. Every byte goes to the sink once: after a crash
 * the job is read from its beginning, for the parser's sake, and what the sink has already is passed over.
 */
export async function runJob(
  deps: { readonly jobs: RemoteJobs; readonly outputs: OutputSink },
  run: StepRun,
  command: RemoteCommand,
  options: { readonly firstContact: boolean; readonly bars?: boolean; readonly life: StepLife },
): Promise<RanJob> {
  const { life, firstContact, bars = true } = options;
  const { runId, stepId, attempt } = run;
  const key: OutputKey = { runId, stepId, server: run.server.name, attempt };
  const kept = firstContact ? { stdout: 0, stderr: 0 } : await deps.outputs.offsets(key);
  const captures = { stdout: createBoundedCapture(BOUNDS), stderr: createBoundedCapture(BOUNDS) };

  const broken = new AbortController();
  const gathered = gatherOutput(deps.outputs, key, (error) => broken.abort(error));
  const job = await deps.jobs
    .run(
      run.server,
      { name: { run: runId, step: stepId, server: run.server.name, attempt }, command, firstContact, bars },
      {
        // a job whose output cannot be kept goes on; following it does not
        signal: AbortSignal.any([life.signal, broken.signal]),
        onAlive: () => life.onAlive?.(),
        onStarting: () => life.onStarting?.(),
        // an answer to a mere question about the job is no sign that it was ever started
        onContact: () => firstContact && life.onContact?.(),
        async onOutput(stream, offset, bytes) {
          captures[stream].add(bytes);
          const fresh = bytes.subarray(Math.max(0, kept[stream] - offset));
          if (fresh.length === 0) return;
          await gathered.add(stream, offset + bytes.length - fresh.length, fresh);
        },
      },
    )
    .catch(async (error: unknown) => {
      // what a cancelled job printed is worth having; what keeps it from being stored is not what went wrong
      await gathered.end().catch(() => undefined);
      throw error;
    });
  await gathered.end();
  if (job.kind !== 'exited') return { kind: 'other', job };
  const stdout = captures.stdout.take();
  const stderr = captures.stderr.take();
  return {
    kind: 'exited',
    result: {
      exit: job.exit,
      stdout: stdout.bytes,
      stderr: stderr.bytes,
      truncated: stdout.truncated || stderr.truncated,
      durationMs: job.durationMs,
    },
  };
}

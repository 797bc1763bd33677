import type { Localized } from '@chatops-commander/engine/actions/action';
import { saySuspended } from '@chatops-commander/engine/approval/held';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import type { Situation } from '../activities/request/situation.js';
import type { CommandDeps } from './command-deps.js';
import { authorOf } from './run-at-hand.js';
import { noSuchRun, say } from './say.js';
import type { ToldRun } from './command.js';
import { notGoingOn, tellAs } from './tell-run.js';

/** What is said: to a run that goes on, and of an attempt that begins. */
export interface AttemptWords {
  readonly kind: 'retry' | 'rollback';
  readonly heard: Localized;
  started(run: string, attempt: number): Localized;
}

/** Ended in a way after which the same content may be run again under the same approval. */
const retryable: ReadonlySet<string> = new Set(['failed', 'cancelled', 'unknown', 'rolled-back', 'refused']);

/** Tells a run that goes on; after the end, starts a further attempt of the same content, with the same approval. */
export async function tellOrStart(
  words: AttemptWords,
  run: RunRow | undefined,
  situation: Situation,
  deps: CommandDeps,
): Promise<string | ToldRun> {
  const { kind } = words;
  const { language, login } = situation.request;
  if (run === undefined) return say(language, noSuchRun);
  // `registered` and never taken up: an attempt asked for before, whose start was lost on the way
  const lost = run.state === 'registered' && run.workflowId === null && run.attempt > 1;
  const tell = () =>
    tellAs(run, words.heard, situation, deps, () =>
      deps.steerRun({ runId: run.id, attempt: run.attempt }, { kind, ...authorOf(situation) }),
    );
  if (!isFinalRunState(run.state) && !lost) return await tell();
  if (!lost && kind === 'retry' && !retryable.has(run.state)) return say(language, notGoingOn);
  const [hold] = kind === 'retry' ? await deps.records.holds.standing(run.repository, run.pull) : [];
  if (hold !== undefined) return say(language, saySuspended(hold));
  const attempt = await attemptFor(words, { run, lost }, situation, deps);
  if (attempt === 'begun') return await tell();
  if (attempt === undefined) return say(language, notGoingOn);
  await deps.records.audit.append({
    actor: login,
    kind: kind === 'retry' ? 'run.retried' : 'run.rollback-asked',
    subject: run.id,
    data: { attempt },
    key: `run.${kind}:${run.id}:${attempt}`,
  });
  const { repository, pull, mergeCommit, path, blob } = run;
  await deps.startRun(
    { repository, pull, mergeCommit, path, blob },
    { runId: run.id, attempt, title: run.title },
    kind === 'rollback' ? { kind, ...authorOf(situation) } : undefined,
  );
  return say(language, words.started(run.id, attempt));
}

/**
 * The one whose start was lost is taken up where it was for this; one for something else is over before it began, unless
 * its workflow came after all while this was asked.
 */
async function attemptFor(
  { kind }: AttemptWords,
  { run, lost }: { readonly run: RunRow; readonly lost: boolean },
  { request, input }: Situation,
  deps: CommandDeps,
): Promise<number | 'begun' | undefined> {
  const purpose = kind === 'rollback' ? 'rollback' : 'run';
  if (lost && run.purpose === purpose) return run.attempt;
  if (lost) {
    const ended = await deps.records.runs.finish({
      runId: run.id,
      attempt: run.attempt,
      state: 'cancelled',
      summary: { because: `it never began, and ${kind} was asked for instead` },
      unlessBegun: true,
    });
    if (ended.kind === 'begun') return 'begun';
  }
  const asked = await deps.records.runs.retry({
    runId: run.id,
    attempt: run.attempt,
    askedBy: request.login,
    purpose,
    request: `${input.repository}#${input.issue}:${input.source.kind === 'issue' ? 'issue' : input.source.id}`,
  });
  return asked.kind === 'added' ? asked.attempt : undefined;
}

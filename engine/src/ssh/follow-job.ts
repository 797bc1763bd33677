import { ANSWER_BYTES, BLOCK_BYTES, requests } from './agent-requests.js';
import type { AgentSession } from './agent-session.js';
import type { Clock } from './clock.js';
import { commandDigest, jobPath } from './job-path.js';
import { isAlive, isSettled, resultOf } from './job-result.js';
import type { OutputCursor, StreamName } from './output-cursor.js';
import type { JobLife, JobResult, RemoteJob, ServerAddress } from './remote-execution.js';
import { SessionEnded } from './session-ended.js';
import { parseStanding, type Standing } from './standing.js';

/** Most commands end before this, and then one round trip was all. */
const FIRST_LOOK_MS = 150;
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;
/** How long a supervisor may take from its fork to its record, on a server that is out of breath. */
const UNSETTLED_MS = 10_000;
/** Two first contacts at once: the other's token may not have its text yet. */
const TOKEN_MS = 200;

interface Answer {
  readonly standing: Standing;
  /** There was no more output than this answer brought. */
  readonly drained: boolean;
}

/**
 * Starts or attaches to a job on one session, hands on its output and waits for its end. Throws SessionEnded when the
 * session breaks (ask again on another one), JobConflict, JobNotStarted, and whatever `onOutput` throws.
 */
export async function followJob(
  session: AgentSession,
  options: {
    readonly server: ServerAddress;
    readonly job: RemoteJob;
    readonly life: JobLife;
    readonly cursor: OutputCursor;
    readonly clock: Clock;
    /** The server may never have heard of this job. */
    readonly first: boolean;
    /** The server answered: from now on an absent job is one that vanished. */
    onContact(): void;
  },
): Promise<{
  readonly result: JobResult /** Nothing more will come out of the session. */;
  readonly reusable: boolean;
}> {
  const { server, job, life, cursor, clock } = options;
  const path = jobPath(job.name);
  const digest = commandDigest(job.command);

  // A supervisor that outlives the shell keeps the streams open, where nobody would answer any more.
  session.endWithShell();
  const nextMark = async (stream: StreamName, sink: (bytes: Buffer) => void | Promise<void>): Promise<string> => {
    const text = await session[stream].nextMark(sink);
    if (text === undefined) throw new SessionEnded();
    return text;
  };
  /** Raw output up to the next mark, wherever it travels. Returns its length. */
  const readOutput = async (by: StreamName, of: StreamName, position: number): Promise<number> => {
    let at = position;
    await nextMark(by, async (bytes) => {
      await cursor.accept(of, at, bytes);
      at += bytes.length;
    });
    return at - position;
  };
  const ask = async (request: string): Promise<Answer> => {
    const blocks = cursor.blocks();
    session.request(request);
    const standing = parseStanding(await nextMark('stdout', ignore));
    const out = await readOutput('stdout', 'stdout', blocks.stdout * BLOCK_BYTES);
    const err = await readOutput('stdout', 'stderr', blocks.stderr * BLOCK_BYTES);
    return { standing, drained: out < ANSWER_BYTES && err < ANSWER_BYTES };
  };
  const whenAbsent = job.bars === false ? 'ask' : '0';
  const absentWord = options.first ? '1' : whenAbsent;
  const begin = () =>
    ask(requests.begin({ first: absentWord, path, digest, blocks: cursor.blocks(), command: job.command }));
  /** What the supervisor that we forked says at its end, by standard error. */
  const readReport = async (): Promise<Standing> => {
    const standing = parseStanding(await nextMark('stderr', ignore));
    if (standing.kind === 'done' && standing.withOutput) {
      await readOutput('stderr', 'stdout', 0);
      await readOutput('stderr', 'stderr', 0);
    }
    return standing;
  };

  let answer = await begin();
  if (answer.standing.kind === 'stale') {
    await clock.sleep(TOKEN_MS, life.signal);
    answer = await begin();
  }
  options.onContact();

  let report = answer.standing.kind === 'starting' ? readReport() : undefined;
  report?.catch(ignore);
  let startedHere = report !== undefined;
  let pause = FIRST_LOOK_MS;
  let unsettledSince = clock.now();

  const conclude = async (standing: Standing) => {
    // Its report may still be on its way; a session where it would come later is of no use to anyone else.
    const reported =
      report === undefined || (await Promise.race([report.then(() => true), clock.sleep(1_000).then(() => false)]));
    const result = resultOf(standing, { server, job, digest, startedHere, bootId: session.bootId });
    return { result: reported ? await withSurvivors(result) : result, reusable: reported };
  };
  /** The time limit ends the group; who left it goes on, and somebody should know. */
  const withSurvivors = async (result: JobResult): Promise<JobResult> => {
    if (result.kind !== 'exited' || result.exit.kind !== 'timeout') return result;
    session.request(requests.strays(path));
    const pids = (await nextMark('stdout', ignore)).split(' ').slice(1).map(Number);
    return pids.length === 0 ? result : { ...result, exit: { kind: 'timeout', survivors: pids } };
  };

  for (;;) {
    if (isSettled(answer.standing)) {
      if (answer.drained) return conclude(answer.standing);
    } else {
      if (isAlive(answer.standing)) {
        life.onAlive?.();
        unsettledSince = clock.now();
      } else if (clock.now() - unsettledSince > UNSETTLED_MS) {
        if (answer.standing.kind === 'empty') return conclude(answer.standing);
        throw new SessionEnded();
      }
      const said = await firstOf(report, pause, clock);
      life.signal.throwIfAborted();
      if (said !== undefined) {
        report = undefined;
        if (said.kind === 'lost') startedHere = false;
        else if (said.kind !== 'done' || said.withOutput) return conclude(said);
      }
    }
    const before = cursor.offset('stdout') + cursor.offset('stderr');
    answer = await ask(requests.follow(path, digest, cursor.blocks()));
    const grew = cursor.offset('stdout') + cursor.offset('stderr') > before;
    pause = grew || pause === FIRST_LOOK_MS ? SHORTEST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

const ignore = () => undefined;

/** The report, or undefined when the pause ended first. */
async function firstOf(
  report: Promise<Standing> | undefined,
  pauseMs: number,
  clock: Clock,
): Promise<Standing | undefined> {
  const timer = new AbortController();
  const pause = clock.sleep(pauseMs, timer.signal).then(() => undefined);
  try {
    return await (report === undefined ? pause : Promise.race([report, pause]));
  } finally {
    timer.abort();
  }
}

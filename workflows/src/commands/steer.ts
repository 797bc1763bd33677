import type { Localized } from '@chatops-commander/engine/actions/action';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import type { Situation } from '../activities/request/situation.js';
import type { Steer } from '../contract.js';
import { type CommandDeps, type CommandHandler, runAtHand } from './command-handler.js';
import { noSuchRun, say } from './say.js';

type SteerKind = 'cancel' | 'pause' | 'resume';

const said: Readonly<Record<SteerKind | 'skip' | 'retry' | 'rollback', Localized>> = {
  cancel: {
    en: 'I stop what runs and change nothing more. To undo what was done: /ops rollback',
    fr: "J'arrête ce qui tourne et ne change plus rien. Pour annuler ce qui a été fait : /ops rollback",
  },
  pause: {
    en: 'I pause after the step at hand. To go on: /ops resume',
    fr: "Je fais une pause après l'étape en cours. Pour reprendre : /ops resume",
  },
  resume: { en: 'If it is paused, it goes on.', fr: 'Si elle est en pause, elle reprend.' },
  rollback: {
    en: 'The run hears it: at its next stop it undoes what was started, in reverse order.',
    fr: "L'exécution l'a entendu : à son prochain arrêt, elle annule ce qui a commencé, en ordre inverse.",
  },
  skip: {
    en: 'If it waits for that step, it goes on without it.',
    fr: 'Si elle attend pour cette étape, elle continue sans elle.',
  },
  retry: {
    en: 'If it waits for a person, it tries the failed step again.',
    fr: "Si elle attend une décision, elle réessaie l'étape en échec.",
  },
};
export const notGoingOn: Localized = {
  en: 'That run is not going on. To run the same content again: /ops retry',
  fr: "Cette exécution n'est pas en cours. Pour exécuter à nouveau le même contenu : /ops retry",
};

/** Whose word it is, and in which comment: the same comment heard twice is one word. */
function author({ request, input }: Situation): { by: string; comment?: number } {
  return { by: request.login, ...(input.source.kind === 'issue' ? {} : { comment: input.source.id }) };
}

/** A word to a run that is going on. The run itself decides what it can do with it. */
export function steerHandler<Kind extends SteerKind>(kind: Kind): CommandHandler<Kind> {
  return {
    role: 'operator',
    async answer(command, situation, deps) {
      const { language } = situation.request;
      const run = await runAtHand('run' in command ? command.run : undefined, situation, deps);
      if (run === undefined) return say(language, noSuchRun);
      const steer: Steer = { kind, ...author(situation) };
      const heard =
        !isFinalRunState(run.state) && (await deps.steerRun({ runId: run.id, attempt: run.attempt }, steer));
      return say(language, heard ? said[kind] : notGoingOn);
    },
  };
}

export const skip: CommandHandler<'skip'> = {
  role: 'operator',
  async answer(command, situation, deps) {
    const { language } = situation.request;
    const run = await runAtHand(undefined, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const steer: Steer = { kind: 'skip', ...author(situation), step: command.step, reason: command.reason };
    const heard = !isFinalRunState(run.state) && (await deps.steerRun({ runId: run.id, attempt: run.attempt }, steer));
    return say(language, heard ? said.skip : notGoingOn);
  },
};

/** Ended in a way after which the same content may be run again under the same approval. */
const retryable: ReadonlySet<string> = new Set(['failed', 'cancelled', 'unknown', 'rolled-back', 'refused']);

/** On a run that waits, the failed step again; after the end, a new attempt of the same content, with the same approval. */
export const retry: CommandHandler<'retry'> = {
  role: 'operator',
  async answer(command, situation, deps) {
    const run = await runAtHand(command.run, situation, deps);
    const { language } = situation.request;
    if (run !== undefined && run.state === 'succeeded') return say(language, succeeded);
    return await tellOrStart('retry', run, situation, deps);
  },
};

/** On a run that goes on, at its next stop; after the end, an attempt that only goes back over what was started. */
export const rollback: CommandHandler<'rollback'> = {
  role: 'operator',
  answer: async (command, situation, deps) =>
    await tellOrStart('rollback', await runAtHand(command.run, situation, deps), situation, deps),
};

async function tellOrStart(
  kind: 'retry' | 'rollback',
  run: RunRow | undefined,
  situation: Situation,
  deps: CommandDeps,
): Promise<string> {
  const { request, input } = situation;
  const { language, login } = request;
  if (run === undefined) return say(language, noSuchRun);
  // `registered` and never taken up: an attempt asked for before, whose start was lost on the way
  const lost = run.state === 'registered' && run.workflowId === null && run.attempt > 1;
  if (!isFinalRunState(run.state) && !lost) {
    const heard = await deps.steerRun({ runId: run.id, attempt: run.attempt }, { kind, ...author(situation) });
    return say(language, heard ? said[kind] : notGoingOn);
  }
  if (!lost && kind === 'retry' && !retryable.has(run.state)) return say(language, notGoingOn);
  const attempt = lost ? run.attempt : await nextAttempt(run, login, input, deps);
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
    kind === 'rollback' ? { kind, ...author(situation) } : undefined,
  );
  return say(language, started[kind](run.id, attempt));
}

async function nextAttempt(
  run: RunRow,
  login: string,
  input: Situation['input'],
  deps: CommandDeps,
): Promise<number | undefined> {
  const asked = await deps.records.runs.retry({
    runId: run.id,
    attempt: run.attempt,
    askedBy: login,
    request: `${input.repository}#${input.issue}:${input.source.kind === 'issue' ? 'issue' : input.source.id}`,
  });
  return asked.kind === 'added' ? asked.attempt : undefined;
}

const started: Readonly<Record<'retry' | 'rollback', (run: string, attempt: number) => Localized>> = {
  retry: (run, attempt) => ({
    en: `I run ${run} again, attempt ${attempt}: the same content, under the same approval.`,
    fr: `Je relance ${run}, tentative ${attempt} : le même contenu, avec la même approbation.`,
  }),
  rollback: (run) => ({
    en: `I undo what ${run} started, in reverse order, and report here.`,
    fr: `J'annule ce que ${run} a commencé, en ordre inverse, et je rends compte ici.`,
  }),
};
const succeeded: Localized = {
  en: 'That run succeeded, and runs once. To have it undone: /ops rollback. To do it again, ask for it anew.',
  fr: "Cette exécution a réussi et n'a lieu qu'une fois. Pour l'annuler : /ops rollback. Pour la refaire, demandez-la à nouveau.",
};

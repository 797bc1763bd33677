import type { Localized } from '@chatops-commander/engine/actions/action';
import { isFinalRunState } from '@chatops-commander/engine/records/run-row';
import type { Steer } from '../contract.js';
import { type CommandHandler, runAtHand } from './command-handler.js';
import { noSuchRun, say } from './say.js';

type SteerKind = 'cancel' | 'pause' | 'resume' | 'rollback';

const said: Readonly<Record<SteerKind | 'skip' | 'retry', Localized>> = {
  cancel: {
    en: 'I stop what runs and change nothing more. To undo what was done: /ops rollback',
    fr: "J'arrête ce qui tourne et ne change plus rien. Pour annuler ce qui a été fait : /ops rollback",
  },
  pause: {
    en: 'I pause after the step at hand. To go on: /ops resume',
    fr: "Je fais une pause après l'étape en cours. Pour reprendre : /ops resume",
  },
  resume: { en: 'I go on.', fr: 'Je reprends.' },
  rollback: { en: 'I undo what was started, in reverse order.', fr: "J'annule ce qui a commencé, en ordre inverse." },
  skip: { en: 'I go on without that step.', fr: 'Je continue sans cette étape.' },
  retry: { en: 'I try the failed step again.', fr: "Je réessaie l'étape en échec." },
};
export const notGoingOn: Localized = {
  en: 'That run is not going on. To run the same content again: /ops retry',
  fr: "Cette exécution n'est pas en cours. Pour exécuter à nouveau le même contenu : /ops retry",
};

/** A word to a run that is going on. The run itself decides what it can do with it. */
export function steerHandler<Kind extends SteerKind>(kind: Kind): CommandHandler<Kind> {
  return {
    role: 'operator',
    async answer(command, situation, deps) {
      const { language, login } = situation.request;
      const run = await runAtHand('run' in command ? command.run : undefined, situation, deps);
      if (run === undefined) return say(language, noSuchRun);
      const steer: Steer = { kind, by: login };
      const heard =
        !isFinalRunState(run.state) && (await deps.steerRun({ runId: run.id, attempt: run.attempt }, steer));
      return say(language, heard ? said[kind] : notGoingOn);
    },
  };
}

export const skip: CommandHandler<'skip'> = {
  role: 'operator',
  async answer(command, situation, deps) {
    const { language, login } = situation.request;
    const run = await runAtHand(undefined, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    const steer: Steer = { kind: 'skip', by: login, step: command.step, reason: command.reason };
    const heard = !isFinalRunState(run.state) && (await deps.steerRun({ runId: run.id, attempt: run.attempt }, steer));
    return say(language, heard ? said.skip : notGoingOn);
  },
};

/** On a run that waits, the failed step again; after the end, a new attempt of the same content, with the same approval. */
export const retry: CommandHandler<'retry'> = {
  role: 'operator',
  async answer(command, situation, deps) {
    const { request, input } = situation;
    const { language, login } = request;
    const run = await runAtHand(command.run, situation, deps);
    if (run === undefined) return say(language, noSuchRun);
    if (!isFinalRunState(run.state)) {
      const heard = await deps.steerRun({ runId: run.id, attempt: run.attempt }, { kind: 'retry', by: login });
      return say(language, heard ? said.retry : notGoingOn);
    }
    const asked = await deps.records.runs.retry({
      runId: run.id,
      attempt: run.attempt,
      askedBy: login,
      request: `${input.repository}#${input.issue}:${input.source.kind === 'issue' ? 'issue' : input.source.id}`,
    });
    if (asked.kind !== 'added') return say(language, notGoingOn);
    await deps.records.audit.append({
      actor: login,
      kind: 'run.retried',
      subject: run.id,
      data: { attempt: asked.attempt },
      key: `run.retried:${run.id}:${asked.attempt}`,
    });
    const { repository, pull, mergeCommit, path, blob } = run;
    await deps.startRun(
      { repository, pull, mergeCommit, path, blob },
      { runId: run.id, attempt: asked.attempt, title: run.title },
    );
    return say(language, {
      en: `I run ${run.id} again, attempt ${asked.attempt}: the same content, under the same approval.`,
      fr: `Je relance ${run.id}, tentative ${asked.attempt} : le même contenu, avec la même approbation.`,
    });
  },
};

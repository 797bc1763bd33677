import type { Localized } from '@chatops-commander/engine/actions/action';
import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import type { Situation } from '../activities/request/situation.js';
import { recordTold, recordUnheard } from '../activities/run/heard-words.js';
import { type Hearing, requestId, type Steer } from '../contract.js';
import type { ToldRun } from './command.js';
import type { CommandDeps } from './command-deps.js';
import { authorOf, runAtHand } from './run-at-hand.js';
import { noSuchRun, say } from './say.js';
import { sayUnheard } from './say-unheard.js';

export const notGoingOn: Localized = {
  en: 'That run is not going on. To run the same content again: `/ops retry`',
  fr: "Cette exécution n'est pas en cours. Pour exécuter à nouveau le même contenu : `/ops retry`",
};

/** Half undone is worse than either state, so the run hears no word until it is back. */
const goingBack: Localized = {
  en: 'That run is undoing what it started, and no word stops that: half undone is worse than either. I report when it is done',
  fr: "Cette exécution annule ce qu'elle a commencé, et aucun mot n'arrête cela : à moitié annulé serait pire. Je rends compte à la fin",
};

type Word = Steer extends infer One ? (One extends Steer ? Omit<One, 'by' | 'comment'> : never) : never;

/** A word to a run that is going on. The run itself decides whether it waits for it. */
export async function tellRun(
  word: Word,
  run: string | undefined,
  said: Localized,
  situation: Situation,
  deps: CommandDeps,
): Promise<string | ToldRun> {
  const { language } = situation.request;
  const meant = await runAtHand(run, situation, deps);
  if (meant === undefined) return say(language, noSuchRun);
  const key = { runId: meant.id, attempt: meant.attempt };
  const author = authorOf(situation);
  return await tellAs(meant, said, situation, deps, () => deps.steerRun(key, { ...word, ...author }));
}

/**
 * Tells a run that goes on, once the words are on record: the run's own comment shows them as soon as it hears. Words that
 * it did not wait for are answered with what it does wait for.
 */
export async function tellAs(
  run: RunRow,
  said: Localized,
  { request, input }: Situation,
  deps: CommandDeps,
  tell: () => Promise<Hearing | undefined>,
): Promise<string | ToldRun> {
  const { language, login } = request;
  if (isFinalRunState(run.state)) return say(language, notGoingOn);
  if (run.state === 'rolling-back') return say(language, goingBack);
  const words = request.words.split('\n', 1)[0] ?? '';
  const told = { runId: run.id, attempt: run.attempt, by: login, words, said: requestId(input) };
  await recordTold(told, deps.records.audit);
  const hearing = await tell();
  if (hearing === undefined) return say(language, notGoingOn);
  if (hearing.kind === 'heard') return { told: run, said: say(language, said) };
  await recordUnheard(told, deps.records.audit);
  return sayUnheard(hearing.waitsFor, run, language);
}

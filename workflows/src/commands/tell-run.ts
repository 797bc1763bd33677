import type { Localized } from '@chatops-commander/engine/actions/action';
import { isFinalRunState } from '@chatops-commander/engine/records/run-row';
import type { Situation } from '../activities/request/situation.js';
import type { Steer } from '../contract.js';
import type { CommandDeps } from './command-deps.js';
import { authorOf, runAtHand } from './run-at-hand.js';
import { noSuchRun, say } from './say.js';

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

/** A word to a run that is going on. The run itself decides what it can do with it. */
export async function tellRun(
  word: Word,
  run: string | undefined,
  said: Localized,
  situation: Situation,
  deps: CommandDeps,
): Promise<string> {
  const { language } = situation.request;
  const meant = await runAtHand(run, situation, deps);
  if (meant === undefined) return say(language, noSuchRun);
  if (meant.state === 'rolling-back') return say(language, goingBack);
  const key = { runId: meant.id, attempt: meant.attempt };
  const heard = !isFinalRunState(meant.state) && (await deps.steerRun(key, { ...word, ...authorOf(situation) }));
  return say(language, heard ? said : notGoingOn);
}

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
  const key = { runId: meant.id, attempt: meant.attempt };
  const heard = !isFinalRunState(meant.state) && (await deps.steerRun(key, { ...word, ...authorOf(situation) }));
  return say(language, heard ? said : notGoingOn);
}

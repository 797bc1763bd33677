import type { Localized } from '@chatops-commander/engine/actions/action';
import { asRun, saysNoMore, splitFlags } from '@chatops-commander/engine/request/command-arguments';
import type { Situation } from '../activities/request/situation.js';
import type { CommandDeps } from './command-deps.js';
import { runAtHand } from './run-at-hand.js';

export interface HoldWords {
  readonly all: boolean;
  readonly run?: string;
  readonly reason?: string;
}

/** `[--all] [RUN] [--reason TEXT]`. */
export function readHoldWords(rest: readonly string[]): HoldWords | undefined {
  const { words, flags } = splitFlags(rest);
  const run = asRun(words[0]);
  if (!saysNoMore(run === undefined ? words : words.slice(1))) return undefined;
  const reason = flags.get('reason');
  return { all: flags.has('all'), ...(run === undefined ? {} : { run }), ...(reason ? { reason } : {}) };
}

/** The pull request whose change is meant: this one, or that of the run at hand. */
export async function pullAtHand(
  named: string | undefined,
  situation: Pick<Situation, 'input' | 'client'>,
  deps: { readonly records: Pick<CommandDeps['records'], 'runs'> },
): Promise<number | undefined> {
  const { input, client } = situation;
  if (named === undefined && (await client.comments.issue(input.issue)).isPullRequest) return input.issue;
  return (await runAtHand(named, situation, deps))?.pull;
}

export const noChangeHere: Localized = {
  en: 'Say it on the pull request, or name its run; with `--all` it is about every change of this repository.',
  fr: 'Dites-le sur la pull request, ou nommez son exécution ; avec `--all`, il s’agit de tous les changements de ce dépôt.',
};

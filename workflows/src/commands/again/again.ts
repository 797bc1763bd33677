import { isFinalRunState, type RunRow } from '@chatops-commander/engine/records/run-row';
import { saySuspended } from '@chatops-commander/engine/approval/held';
import { asPull, optionalRun, saysNoMore } from '@chatops-commander/engine/request/command-arguments';
import { InvalidFile } from '@chatops-commander/schemas';
import type { Situation } from '../../activities/request/situation.js';
import { defineCommand, type Answer, type Call } from '../command.js';
import type { CommandDeps } from '../command-deps.js';
import { type MergedUnrun, mergedUnrun } from '../merged-unrun.js';
import { runAtHand } from '../run-at-hand.js';
import { noSuchRun, say } from '../say.js';
import { openTogether } from './open-together.js';
import { readAnew } from './read-anew.js';
import * as words from './words.js';

interface Wanted {
  readonly run?: string;
  readonly pull?: number;
}

/** The same content, asked for anew: judged, previewed and approved as if it were new. */
export const again = defineCommand<Wanted>({
  name: 'again',
  usage: 'again [RUN]',
  spellings: ['again', 'encore', 'refais', 'refaire', 'à nouveau', 'relance'],
  meaning: {
    en: 'propose the same content anew: that of a run, or of a merge of which nothing ran',
    fr: "proposer à nouveau le même contenu : celui d'une exécution, ou d'une fusion dont rien n'a été exécuté",
  },
  needs: 'operator',
  read({ rest }) {
    const pull = asPull(rest[0]);
    return pull === undefined ? optionalRun(rest) : saysNoMore(rest.slice(1)) ? { pull } : undefined;
  },
  async answer(wanted, call, deps) {
    const { situation } = call;
    const run = wanted.pull === undefined ? await runAtHand(wanted.run, situation, deps) : undefined;
    if (run !== undefined) return await ofRun(run, situation, deps);
    if (wanted.run !== undefined) return say(situation.request.language, noSuchRun);
    const merged = await mergedUnrun(wanted.pull, situation, deps);
    return 'because' in merged ? say(situation.request.language, merged.because) : await ofMerge(merged, call, deps);
  },
});

async function ofRun(run: RunRow, situation: Situation, deps: CommandDeps): Promise<Answer> {
  const { language } = situation.request;
  if (!isFinalRunState(run.state)) return say(language, words.goingOn(run.id));
  const [hold] = await deps.records.holds.standing(run.repository, run.pull);
  if (hold !== undefined) return say(language, saySuspended(hold));
  const runbook = await readAnew(run, situation);
  if (runbook === undefined) return say(language, words.contentGone);
  return { propose: runbook, message: words.sameAsRun(run.id, run.pull) };
}

/** One file is proposed like any other change; several stay together, as they were. */
async function ofMerge(merged: MergedUnrun, call: Call, deps: CommandDeps): Promise<Answer> {
  const { situation } = call;
  const { language } = situation.request;
  const added = merged.files.filter(({ path, status }) => status === 'added' && /^changes\/.+\.ya?ml$/.test(path));
  const runbooks = await readAll(added, situation);
  if (runbooks === 'invalid') return say(language, words.notValid);
  const read = runbooks.filter((runbook) => runbook !== undefined);
  const [first, ...others] = read;
  if (first === undefined || read.length < added.length)
    return say(language, added.length === 0 ? words.addedNothing : words.contentGone);
  if (others.length === 0) return { propose: first, message: words.sameAsMerge(merged.number) };
  return await openTogether(merged.number, read, call, deps);
}

async function readAll(files: MergedUnrun['files'], situation: Situation) {
  try {
    return await Promise.all(
      files.map(({ path, blob }) => (blob === undefined ? undefined : readAnew({ path, blob }, situation))),
    );
  } catch (error) {
    if (error instanceof InvalidFile) return 'invalid';
    throw error;
  }
}

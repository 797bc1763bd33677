import type { Localized } from '@chatops-commander/engine/actions/action';
import { decideChange } from '@chatops-commander/engine/approval/decide-change';
import { whyNotBack } from '@chatops-commander/engine/approval/decide-going-back';
import { onceBegun } from '@chatops-commander/engine/approval/once-begun';
import type { Records } from '@chatops-commander/engine/records/records';
import type { AttemptPurpose } from '@chatops-commander/engine/records/run-row';
import type { RunInput } from '../contract.js';
import { beganBefore } from './began-before.js';
import { type ChangeDeps, readNow } from './change/look-at-change.js';
import { NotBootstrapped, notBootstrapped } from './config-in-force.js';
import { whyNotRun } from './why-not-run.js';

/** Judges a run by looking at its pull request once more; undefined: it may start. What cannot be read throws, and is read again. */
export function createRunJudge(deps: ChangeDeps & { readonly records: Pick<Records, 'outcomes'> }) {
  return async (input: RunInput, purpose: AttemptPurpose): Promise<Localized | undefined> => {
    try {
      const { read, config } = await readNow({ repository: input.repository, pull: input.pull }, deps);
      const began = await beganBefore(input, deps.records);
      if (began !== undefined && purpose === 'rollback') return whyNotBack(read.facts, input);
      // Its own record must not answer the question: judged is what would be decided if nothing of this merge had run.
      const elsewhere = read.facts.runs.filter((run) => run.pull !== input.pull);
      const policy = began !== undefined ? onceBegun(config.policy) : config.policy;
      // A hold of this one pull request keeps its runs from being started, not a run from going back: `/ops rollback`.
      const holds = (read.facts.holds ?? []).filter((hold) => hold.pull === null);
      const decision = decideChange({ ...read.facts, runs: elsewhere, holds }, policy);
      if (decision.kind !== 'run') return whyNotRun(decision);
      const included =
        decision.mergeCommit === input.mergeCommit &&
        decision.files.some((file) => file.path === input.path && file.blob === input.blob);
      return included ? undefined : notPartOfIt;
    } catch (error) {
      if (error instanceof NotBootstrapped) return notBootstrapped(error.repository);
      throw error;
    }
  };
}

const notPartOfIt: Localized = {
  en: 'this file is not part of what was approved and merged',
  fr: 'ce fichier ne fait pas partie de ce qui a été approuvé et fusionné',
};

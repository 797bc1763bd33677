import type { Localized } from '../actions/action.js';
import type { ChangeFacts, MergeFacts } from './change-facts.js';
import { heldBecause } from './held.js';

/** What was carried out of a pull request, as the records have it. */
export interface CarriedOut {
  readonly path: string;
  readonly blob: string;
  readonly mergeCommit: string;
}
export type MergedFacts = Pick<ChangeFacts, 'readOnly' | 'holds' | 'judgedUnapproved'> & {
  readonly merge: Pick<MergeFacts, 'commit' | 'blobs'> | undefined;
};

/**
 * Why what a run did may not be undone now; undefined: it may. The run was judged when it began, under the policy and
 * the linter of then, and going back starts nothing that was not approved with it: who lost a role since, what the
 * linter says now, a freeze or an age leave nobody with a half-done change. What stops every change stops this too, and
 * GitHub must still show the merge of these bytes.
 */
export function whyNotBack(facts: MergedFacts, run: CarriedOut): Localized | undefined {
  const held = heldBecause({
    readOnly: facts.readOnly,
    // a hold of this one pull request keeps its runs from being started, not from going back
    holds: (facts.holds ?? []).filter((hold) => hold.pull === null),
  });
  if (held !== undefined) return held;
  const { merge } = facts;
  const merged = merge?.commit === run.mergeCommit && merge.blobs[run.path] === run.blob;
  return merged && facts.judgedUnapproved !== true ? undefined : NOT_MERGED_SO;
}

const NOT_MERGED_SO: Localized = {
  en: 'GitHub does not show these bytes as what was approved and merged, so what I would undo is not certain',
  fr: "GitHub ne montre pas ces octets comme ce qui a été approuvé et fusionné : ce que j'annulerais n'est pas certain",
};

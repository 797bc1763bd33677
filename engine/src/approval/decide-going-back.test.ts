import { expect, test } from 'vitest';
import { type MergedFacts, whyNotBack } from './decide-going-back.js';

const run = { path: 'changes/a.yaml', blob: 'b1', mergeCommit: 'm1' };
const merged: MergedFacts = { readOnly: false, holds: [], merge: { commit: 'm1', blobs: { 'changes/a.yaml': 'b1' } } };
const hold = { reason: 'storm', by: 'chloe' };

test.each<[string, Partial<MergedFacts>, string | undefined]>([
  ['what was merged', {}, undefined],
  ['what a hold of its own change keeps from starting', { holds: [{ ...hold, pull: 3 }] }, undefined],
  ['while every change is held', { holds: [{ ...hold, pull: null }] }, '/ops unhold --all'],
  ['while the worker only reads', { readOnly: true }, 'CHATOPS_READ_ONLY'],
  ['what is not merged', { merge: undefined }, 'does not show'],
  ['what another commit merged', { merge: { commit: 'm2', blobs: { 'changes/a.yaml': 'b1' } } }, 'does not show'],
  ['other bytes', { merge: { commit: 'm1', blobs: { 'changes/a.yaml': 'b2' } } }, 'does not show'],
  ['a file that the merge does not have', { merge: { commit: 'm1', blobs: {} } }, 'does not show'],
  ['what was judged unapproved', { judgedUnapproved: true }, 'does not show'],
])('%s', (_case, facts, because) => {
  const why = whyNotBack({ ...merged, ...facts }, run);
  if (because === undefined) expect(why).toBeUndefined();
  else expect(why?.en).toContain(because);
});

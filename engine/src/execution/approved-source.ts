import { createHash } from 'node:crypto';
import type { Action, Localized, Outputs } from '../actions/action.js';
import type { StepRun } from './step-run.js';

export type ApprovedSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly because: Localized };

/** The file of the ops repo that a step takes along, if any: only the very bytes whose digest was approved. */
export function approvedSource(action: Action, input: Outputs, { sourceFile }: StepRun): ApprovedSource {
  const wanted = action.sourceFile?.(input);
  if (wanted === undefined) return { kind: 'none' };
  if (sourceFile === undefined) return { kind: 'refused', because: sayMissing(wanted.path) };
  if (wanted.sha256 === undefined) return { kind: 'refused', because: sayUnpinned(wanted.path) };
  const digest = createHash('sha256').update(sourceFile).digest('hex');
  return digest === wanted.sha256
    ? { kind: 'bytes', bytes: sourceFile }
    : { kind: 'refused', because: sayOther(wanted.path, digest) };
}

const sayMissing = (path: string): Localized => ({
  en: `${path} is not in the ops repo at the commit that was merged. Add it, then propose this again`,
  fr: `${path} n'est pas dans le dépôt ops au commit fusionné. Ajoutez-le, puis proposez de nouveau`,
});
const sayUnpinned = (path: string): Localized => ({
  en: `the runbook does not say which ${path} was approved: it has no sha256. Add it by a new pull request`,
  fr: `le runbook ne dit pas quel ${path} a été approuvé : il n'a pas de sha256. Ajoutez-le par une nouvelle pull request`,
});
const sayOther = (path: string, digest: string): Localized => ({
  en: `${path} is not the file that was approved: its SHA-256 at the merge is ${digest}. Propose this again with that one`,
  fr: `${path} n'est pas le fichier approuvé : son SHA-256 à la fusion est ${digest}. Proposez de nouveau avec celui-ci`,
});

import { checkAgainstSchema, type Runbook, type Step } from '@chatops-commander/schemas';
import type { Outputs } from '../actions/action.js';
import type { FindAction } from './find-action.js';
import { everyStep } from './number-steps.js';

/** A file of the ops repo that a step takes along; undefined when it takes none, or its inputs are not valid. */
export function sourceOf(
  step: Step,
  findAction: FindAction,
): { readonly path: string; readonly sha256: string | undefined } | undefined {
  const action = findAction(step.uses);
  if (action?.sourceFile === undefined) return undefined;
  const checked = checkAgainstSchema<Outputs>(action.input, step.with ?? {});
  return checked.ok ? action.sourceFile(checked.value) : undefined;
}

/** The files of the ops repo that steps take along, each once, in the order of the file. */
export function sourcesOf(runbook: Runbook, findAction: FindAction): readonly string[] {
  return [...new Set(everyStep(runbook).flatMap(({ step }) => sourceOf(step, findAction)?.path ?? []))];
}

/** The runbook with the digest of every such file that has none yet, as far as they are known: path → SHA-256. */
export function pinSources(runbook: Runbook, digests: ReadonlyMap<string, string>, findAction: FindAction): Runbook {
  const pin = (step: Step): Step => {
    const source = sourceOf(step, findAction);
    const sha256 = source?.sha256 === undefined && source !== undefined ? digests.get(source.path) : undefined;
    const undo = Array.isArray(step.rollback) ? { rollback: step.rollback.map(pin) } : {};
    return sha256 === undefined ? { ...step, ...undo } : { ...step, ...undo, with: { ...step.with, sha256 } };
  };
  const { before, steps, after } = runbook.spec;
  return {
    ...runbook,
    spec: {
      ...runbook.spec,
      ...(before === undefined ? {} : { before: before.map(pin) }),
      steps: steps.map(pin),
      ...(after === undefined ? {} : { after: after.map(pin) }),
    },
  };
}

import type { Finding } from '@chatops-commander/schemas';
import { expandedInputs } from '../expanded-inputs.js';
import { everyStep } from '../number-steps.js';
import { urlStanding } from '../url-standing.js';
import type { LintRule } from './lint-subject.js';

/** No request of the worker to itself, to its own network segment's link-local addresses, or to a cloud's metadata. */
export const reachableAddresses: LintRule = (subject) => {
  const { inventory } = subject;
  if (inventory === undefined) return [];
  return everyStep(subject.runbook).flatMap((any) => {
    const { step, path } = any;
    if (subject.findAction(step.uses)?.kind !== 'http') return [];
    const forbidden = expandedInputs(any, subject)
      .map(({ inputs }) => inputs.url)
      .find((url) => typeof url === 'string' && urlStanding(url, inventory) === 'forbidden');
    if (forbidden === undefined) return [];
    const finding: Finding = {
      code: 'forbidden-address',
      path: [...path, 'with', 'url'],
      part: 'value',
      message: `${String(forbidden)} is an address that is never asked from the worker`,
      hint: 'Add the server to the inventory if it is one of yours.',
    };
    return [finding];
  });
};

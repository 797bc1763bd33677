import type { Finding } from '@chatops-commander/schemas';
import { runsOnWorker } from '../../actions/action.js';
import { requestedUrl } from '../../actions/registry/requested-url.js';
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
    const action = subject.findAction(step.uses);
    if (action === undefined || !runsOnWorker(action)) return [];
    const forbidden = expandedInputs(any, subject)
      .map(({ inputs }) => requestedUrl(action, inputs))
      .find((url) => typeof url === 'string' && urlStanding(url, inventory) === 'forbidden');
    if (forbidden === undefined) return [];
    const finding: Finding = {
      code: 'forbidden-address',
      path: [...path, 'with', action.kind === 'registry' ? 'image' : 'url'],
      part: 'value',
      message: `${String(forbidden)} is an address that is never asked from the worker`,
      hint: 'Add the server to the inventory if it is one of yours.',
    };
    return [finding];
  });
};

import type { Finding } from '@chatops-commander/schemas';
import { expandedInputs } from '../expanded-inputs.js';
import { everyStep } from '../number-steps.js';
import { reachedAddress, standingOf } from '../reached-address.js';
import type { LintRule } from './lint-subject.js';

/** No request to link-local addresses or to a cloud's metadata, nor from the worker to itself. */
export const reachableAddresses: LintRule = (subject) => {
  const { inventory } = subject;
  if (inventory === undefined) return [];
  return everyStep(subject.runbook).flatMap((any) => {
    const { step, path } = any;
    const action = subject.findAction(step.uses);
    if (action === undefined) return [];
    const forbidden = expandedInputs(any, subject)
      .flatMap(({ inputs }) => reachedAddress(action, inputs) ?? [])
      .find((reached) => standingOf(reached, inventory) === 'forbidden');
    if (forbidden === undefined) return [];
    const finding: Finding = {
      code: 'forbidden-address',
      path: [...path, 'with', forbidden.input],
      part: 'value',
      message: {
        en: `${forbidden.said} is an address that is never asked from the ${forbidden.by}`,
        fr: `${forbidden.said} est une adresse qui n'est jamais interrogée depuis le ${forbidden.by === 'server' ? 'serveur' : 'worker'}`,
      },
      hint: {
        en: 'Add the server to the inventory if it is one of yours.',
        fr: "Ajoutez le serveur à l'inventaire s'il est à vous.",
      },
    };
    return [finding];
  });
};

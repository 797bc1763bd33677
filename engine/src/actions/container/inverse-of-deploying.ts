import type { Outputs, Undo } from '../action.js';
import { deployPlan } from './deploy-plan.js';

/** Puts back, on one server, what ran under the name before. */
export function inverseOfDeploying(input: Outputs, before: Outputs): Undo {
  const { name, config } = deployPlan(input);
  if (before.state === 'unknown') {
    return {
      kind: 'impossible',
      because: {
        en: `what ran as ${name} before could not be read`,
        fr: `ce qui tournait avant sous le nom ${name} n'a pas pu être lu`,
      },
    };
  }
  const previous = typeof before.id === 'string' ? { previous: before.id, wasRunning: before.running === true } : {};
  return {
    kind: 'step',
    uses: 'container.revert',
    with: { name, config, ...previous },
    describe:
      before.id === null
        ? {
            en: `Removes container ${name}, which did not exist before`,
            fr: `Supprime le conteneur ${name}, qui n'existait pas avant`,
          }
        : { en: `Puts the container ${name} of before back`, fr: `Remet le conteneur ${name} d'avant` },
  };
}

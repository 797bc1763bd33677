import type { Finding } from '@chatops-commander/schemas';
import { isFromServer } from '../../actions/http/http-check.js';
import { everyStep, numberSteps } from '../number-steps.js';
import { placementOf } from '../placement.js';
import type { LintRule } from './lint-subject.js';

/** At least one step, ids only once, and each step in a place where its action can run. */
export const stepStructure: LintRule = (subject) => [
  ...noSteps(subject),
  ...duplicateIds(subject),
  ...wrongPlaces(subject),
  ...noTargets(subject),
];

const noSteps: LintRule = ({ runbook }) =>
  runbook.spec.steps.length > 0
    ? []
    : [
        {
          code: 'no-steps',
          path: ['spec', 'steps'],
          part: 'key',
          message: 'there are no steps, so that nothing would be done',
          hint: 'Add a step, as in "- uses: system.health".',
        },
      ];

const duplicateIds: LintRule = ({ runbook }) => {
  const seen = new Set<string>();
  return numberSteps(runbook).flatMap(({ step: { id }, path }): Finding[] => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `another step is already called ${JSON.stringify(id)}`;
    return [{ code: 'duplicate-id', path: [...path, 'id'], part: 'value', message, hint: 'Choose another id.' }];
  });
};

/** Only requests that the worker makes itself can run on the controller; no command ever does. */
const wrongPlaces: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, of, looks }): Finding[] => {
    const action = findAction(step.uses);
    if (action === undefined || placementOf(step).kind !== 'controller') return [];
    const fromServer = action.kind === 'http' && isFromServer(step.with ?? {});
    if (action.kind === 'registry' || action.kind === 'wait' || (action.kind === 'http' && !fromServer)) return [];
    const message = `${step.uses}${fromServer ? ' from a server' : ''} runs on servers, not on the controller`;
    if (looks && path === of.path) {
      const hint = 'Watch with http.check, from the controller.';
      return [{ code: 'wrong-place', path: [...path, 'uses'], part: 'value', message, hint }];
    }
    const hint = 'Remove "on", or name servers: on: { servers: […] }.';
    return [{ code: 'wrong-place', path: [...path, 'on'], part: 'value', message, hint }];
  });

const noTargets: LintRule = ({ runbook, as }) => {
  if (as === 'library' || runbook.spec.targets !== undefined) return [];
  const needy = numberSteps(runbook).find(({ step }) => ['targets', 'first'].includes(placementOf(step).kind));
  if (needy === undefined) return [];
  const message = 'this step runs on the targets, and the runbook names none';
  const hint = 'Add "targets: { servers: […] }" under "spec".';
  return [{ code: 'no-targets', path: needy.path, part: 'value', message, hint }];
};

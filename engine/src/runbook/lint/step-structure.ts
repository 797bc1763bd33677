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
          message: {
            en: 'there are no steps, so that nothing would be done',
            fr: "il n'y a aucune étape, rien ne serait fait",
          },
          hint: {
            en: 'Add a step, as in "- uses: system.health".',
            fr: 'Ajoutez une étape, comme « - uses: system.health ».',
          },
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
    const message = {
      en: `another step is already called ${JSON.stringify(id)}`,
      fr: `une autre étape s'appelle déjà ${JSON.stringify(id)}`,
    };
    const hint = { en: 'Choose another id.', fr: 'Choisissez un autre id.' };
    return [{ code: 'duplicate-id', path: [...path, 'id'], part: 'value', message, hint }];
  });
};

/** Only requests that the worker makes itself can run on the controller; no command ever does. */
const wrongPlaces: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, of, looks }): Finding[] => {
    const action = findAction(step.uses);
    if (action === undefined || placementOf(step).kind !== 'controller') return [];
    const fromServer = action.kind === 'http' && isFromServer(step.with ?? {});
    if (action.kind === 'registry' || action.kind === 'wait' || (action.kind === 'http' && !fromServer)) return [];
    const message = {
      en: `${step.uses}${fromServer ? ' from a server' : ''} runs on servers, not on the controller`,
      fr: `${step.uses}${fromServer ? ' depuis un serveur' : ''} s'exécute sur des serveurs, pas sur le contrôleur`,
    };
    if (looks && path === of.path) {
      const hint = {
        en: 'Watch with http.check, from the controller.',
        fr: 'Surveillez avec http.check, depuis le contrôleur.',
      };
      return [{ code: 'wrong-place', path: [...path, 'uses'], part: 'value', message, hint }];
    }
    const hint = {
      en: 'Remove "on", or name servers: on: { servers: […] }.',
      fr: 'Retirez « on », ou nommez des serveurs : on: { servers: […] }.',
    };
    return [{ code: 'wrong-place', path: [...path, 'on'], part: 'value', message, hint }];
  });

const noTargets: LintRule = ({ runbook, as }) => {
  if (as === 'library' || runbook.spec.targets !== undefined) return [];
  const needy = numberSteps(runbook).find(({ step }) => ['targets', 'first'].includes(placementOf(step).kind));
  if (needy === undefined) return [];
  const message = {
    en: 'this step runs on the targets, and the runbook names none',
    fr: "cette étape s'exécute sur les cibles, et le runbook n'en nomme aucune",
  };
  const hint = {
    en: 'Add "targets: { servers: […] }" under "spec".',
    fr: 'Ajoutez « targets: { servers: […] } » sous « spec ».',
  };
  return [{ code: 'no-targets', path: needy.path, part: 'value', message, hint }];
};

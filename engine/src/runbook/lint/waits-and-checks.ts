import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
import type { Localized } from '../../actions/action.js';
import { isChange } from '../assess-risk.js';
import { everyStep, numberSteps } from '../number-steps.js';
import { placementOf } from '../placement.js';
import type { LintRule } from './lint-subject.js';

/** Probes, health gates and the watch look and change nothing; what waits stands where a run can wait. */
export const waitsAndChecks: LintRule = (subject) => [
  ...probes(subject),
  ...onlyLooks(subject),
  ...healthSteps(subject),
  ...inUndo(subject),
  ...misplacedWaits(subject),
];

const problem = (path: Path, message: Localized, hint: Localized): Finding => ({
  code: 'wrong-place',
  path,
  part: 'key',
  message,
  hint,
});

const removeIt: Localized = { en: 'Remove it.', fr: 'Retirez-le.' };
const onlyReads: Localized = { en: 'Use an action that only reads.', fr: 'Utilisez une action qui ne fait que lire.' };

const probes: LintRule = ({ runbook }) =>
  numberSteps(runbook).flatMap(({ step, path }) => {
    if (step.uses === 'wait.until' && step.probe === undefined) {
      const hint = {
        en: 'Add probe: { uses, with }, as in "probe: { uses: service.status, with: { service: nginx } }".',
        fr: 'Ajoutez probe: { uses, with }, comme « probe: { uses: service.status, with: { service: nginx } } ».',
      };
      const message = { en: 'wait.until has nothing to look at', fr: "wait.until n'a rien à regarder" };
      return [problem([...path, 'uses'], message, hint)];
    }
    if (step.uses !== 'wait.until' && step.probe !== undefined)
      return [
        problem([...path, 'probe'], { en: 'only wait.until has a probe', fr: 'seul wait.until a une sonde' }, removeIt),
      ];
    return [];
  });

const onlyLooks: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, looks }) => {
    const action = findAction(step.uses);
    if (!looks || action === undefined) return [];
    if (action.kind !== 'wait' && !isChange(action.effect)) return [];
    return [
      problem(
        [...path, 'uses'],
        { en: `${step.uses} does more than look`, fr: `${step.uses} fait plus que regarder` },
        onlyReads,
      ),
    ];
  });

const healthSteps: LintRule = ({ runbook, findAction }) =>
  (runbook.spec.strategy?.health ?? []).flatMap((id, index): Finding[] => {
    const path = ['spec', 'strategy', 'health', index];
    const steps = numberSteps(runbook).filter(({ phase }) => phase === 'steps');
    const step = steps.find((one) => one.id === id)?.step;
    if (step === undefined) {
      const message = {
        en: `no step of "steps" is called ${JSON.stringify(id)}`,
        fr: `aucune étape de « steps » ne s'appelle ${JSON.stringify(id)}`,
      };
      const hint = suggestName(
        id,
        steps.map((one) => one.id),
      );
      return [{ code: 'unknown-step', path, part: 'value', message, hint }];
    }
    const action = findAction(step.uses);
    if (action === undefined || (action.kind !== 'wait' && !isChange(action.effect))) return [];
    const message = {
      en: `"${id}" does more than look, and health is looked at once more before each next batch`,
      fr: `« ${id} » fait plus que regarder, et la santé est regardée à nouveau avant chaque lot suivant`,
    };
    const hint = { en: 'Name a step that only reads.', fr: 'Nommez une étape qui ne fait que lire.' };
    return [{ code: 'wrong-place', path, part: 'value', message, hint }];
  });

/** Undoing runs where its step ran, all of it, and asks nobody. */
const inUndo: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, undoes }) => {
    if (!undoes) return [];
    const keys = (['on', 'rollback', 'if', 'assert', 'probe'] as const)
      .filter((key) => step[key] !== undefined)
      .map((key) =>
        problem(
          [...path, key],
          {
            en: `a step that undoes another has no "${key}"`,
            fr: `une étape qui en annule une autre n'a pas de « ${key} »`,
          },
          removeIt,
        ),
      );
    const waits =
      findAction(step.uses)?.kind === 'wait'
        ? [
            problem(
              [...path, 'uses'],
              { en: 'a step that undoes another does not wait', fr: "une étape qui en annule une autre n'attend pas" },
              removeIt,
            ),
          ]
        : [];
    return [...keys, ...waits];
  });

const misplacedWaits: LintRule = ({ runbook, findAction }) =>
  numberSteps(runbook).flatMap(({ step, path }) => {
    const onServers = step.on !== undefined && step.on !== 'controller' && placementOf(step).kind === 'controller';
    const place = onServers
      ? [
          problem(
            [...path, 'on'],
            { en: `${step.uses} happens on no server`, fr: `${step.uses} n'a lieu sur aucun serveur` },
            { en: 'Remove "on".', fr: 'Retirez « on ».' },
          ),
        ]
      : [];
    const asserts = step.assert !== undefined && findAction(step.uses)?.kind === 'wait';
    const hint = {
      en: 'wait.until has a condition; put an assertion on a step that reads.',
      fr: 'wait.until a une condition ; mettez une assertion sur une étape qui lit.',
    };
    return asserts
      ? [
          ...place,
          problem(
            [...path, 'assert'],
            { en: 'a wait gives nothing out to assert on', fr: 'une attente ne donne rien à vérifier' },
            hint,
          ),
        ]
      : place;
  });

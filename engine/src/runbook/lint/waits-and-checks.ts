import { type Finding, type Path, suggestName } from '@chatops-commander/schemas';
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

const problem = (path: Path, message: string, hint: string): Finding => ({
  code: 'wrong-place',
  path,
  part: 'key',
  message,
  hint,
});

const probes: LintRule = ({ runbook }) =>
  numberSteps(runbook).flatMap(({ step, path }) => {
    if (step.uses === 'wait.until' && step.probe === undefined) {
      const hint = 'Add probe: { uses, with }, as in "probe: { uses: service.status, with: { service: nginx } }".';
      return [problem([...path, 'uses'], 'wait.until has nothing to look at', hint)];
    }
    if (step.uses !== 'wait.until' && step.probe !== undefined)
      return [problem([...path, 'probe'], 'only wait.until has a probe', 'Remove it.')];
    return [];
  });

const onlyLooks: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, looks }) => {
    const action = findAction(step.uses);
    if (!looks || action === undefined) return [];
    if (action.kind !== 'wait' && !isChange(action.effect)) return [];
    return [problem([...path, 'uses'], `${step.uses} does more than look`, 'Use an action that only reads.')];
  });

const healthSteps: LintRule = ({ runbook, findAction }) =>
  (runbook.spec.strategy?.health ?? []).flatMap((id, index): Finding[] => {
    const path = ['spec', 'strategy', 'health', index];
    const steps = numberSteps(runbook).filter(({ phase }) => phase === 'steps');
    const step = steps.find((one) => one.id === id)?.step;
    if (step === undefined) {
      const message = `no step of "steps" is called ${JSON.stringify(id)}`;
      const hint = suggestName(
        id,
        steps.map((one) => one.id),
      );
      return [{ code: 'unknown-step', path, part: 'value', message, hint }];
    }
    const action = findAction(step.uses);
    if (action === undefined || (action.kind !== 'wait' && !isChange(action.effect))) return [];
    const message = `"${id}" does more than look, and health is looked at once more before each next batch`;
    return [{ code: 'wrong-place', path, part: 'value', message, hint: 'Name a step that only reads.' }];
  });

/** Undoing runs where its step ran, all of it, and asks nobody. */
const inUndo: LintRule = ({ runbook, findAction }) =>
  everyStep(runbook).flatMap(({ step, path, undoes }) => {
    if (!undoes) return [];
    const keys = (['on', 'rollback', 'if', 'assert', 'probe'] as const)
      .filter((key) => step[key] !== undefined)
      .map((key) => problem([...path, key], `a step that undoes another has no "${key}"`, 'Remove it.'));
    const waits =
      findAction(step.uses)?.kind === 'wait'
        ? [problem([...path, 'uses'], 'a step that undoes another does not wait', 'Remove it.')]
        : [];
    return [...keys, ...waits];
  });

const misplacedWaits: LintRule = ({ runbook, findAction }) =>
  numberSteps(runbook).flatMap(({ step, path }) => {
    const onServers = step.on !== undefined && step.on !== 'controller' && placementOf(step).kind === 'controller';
    const place = onServers ? [problem([...path, 'on'], `${step.uses} happens on no server`, 'Remove "on".')] : [];
    const asserts = step.assert !== undefined && findAction(step.uses)?.kind === 'wait';
    const hint = 'wait.until has a condition; put an assertion on a step that reads.';
    return asserts ? [...place, problem([...path, 'assert'], 'a wait gives nothing out to assert on', hint)] : place;
  });

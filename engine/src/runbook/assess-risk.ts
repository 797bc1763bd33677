import type { Runbook, Step } from '@chatops-commander/schemas';
import type { Effect, Localized, Risk } from '../actions/action.js';
import type { FindAction } from './find-action.js';
import { findServer } from './find-server.js';
import { everyStep } from './number-steps.js';
import { serversWithin } from './placement.js';
import { riskiest } from './risk-order.js';
import { serversTouched } from './select-servers.js';
import { type RiskContext, riskWords, stepRisk } from './step-risk.js';

export interface RiskAssessment {
  readonly risk: Risk;
  /** What made it this risk and no lower; without a full stop. */
  readonly reasons: readonly Localized[];
  /** Environments of all servers touched, in the order of the file. */
  readonly environments: readonly string[];
  /** Some step cannot be undone without a backup. */
  readonly destroys: boolean;
}

/**
 * The risk of a runbook: that of its riskiest step, steps that undo included, raised where an environment that it
 * changes asks for more. Without an inventory or a policy nothing is lowered.
 */
export function assessRisk(context: RiskContext): RiskAssessment {
  const { runbook, inventory } = context;
  const steps = everyStep(runbook).map((step) => stepRisk(step, context));
  const floors = environmentFloors(context);
  const risk = riskiest([...steps, ...floors].map((each) => each.risk));
  const reasons = [...floors, ...steps].filter((each) => each.risk === risk).map(({ because }) => because);
  const environments = serversTouched(runbook).flatMap((name) => {
    const server = inventory === undefined ? undefined : findServer(inventory, name);
    return server === undefined ? [] : [server.environment];
  });
  return {
    risk,
    reasons: [...new Map(reasons.map((reason) => [reason.en, reason])).values()],
    environments: [...new Set(environments)],
    destroys: everyStep(runbook).some(({ step }) => context.findAction(step.uses)?.effect === 'destroy'),
  };
}

/** What policy asks at least for a change in each environment that some changing step works in. */
function environmentFloors(context: RiskContext): { readonly risk: Risk; readonly because: Localized }[] {
  const { inventory, policy } = context;
  if (inventory === undefined || policy?.environments === undefined) return [];
  const changed = changedServers(context).flatMap((name) => findServer(inventory, name)?.environment ?? []);
  return [...new Set(changed)].flatMap((environment) => {
    const rules = policy.environments ?? {};
    const risk = Object.hasOwn(rules, environment) ? rules[environment]?.minimumRisk : undefined;
    if (risk === undefined) return [];
    const words = riskWords[risk];
    const because = {
      en: `in ${environment}, the policy holds every change for at least ${words.en} risk`,
      fr: `en ${environment}, la politique classe tout changement en risque ${words.fr} au minimum`,
    };
    return [{ risk, because }];
  });
}

/** Servers that some changing step works on; a step that undoes works where the step does that it undoes. May repeat. */
export function changedServers({ runbook, findAction }: RiskContext): readonly string[] {
  return everyStep(runbook)
    .filter(({ step }) => alters(step, findAction))
    .flatMap(({ step, of }) => [...serversWithin(of.step, runbook), ...serversWithin(step, runbook)]);
}

/** Whether any step alters a server; one whose action is unknown counts as if it did. */
export function changesSomething(runbook: Runbook, findAction: FindAction): boolean {
  return everyStep(runbook).some(({ step }) => alters(step, findAction));
}

function alters(step: Step, findAction: FindAction): boolean {
  const effect = findAction(step.uses)?.effect;
  return effect === undefined || isChange(effect);
}

/** Whether an effect alters a server; the others only look. */
export function isChange(effect: Effect): boolean {
  switch (effect) {
    case 'read':
    case 'content':
      return false;
    case 'change':
    case 'destroy':
      return true;
    default:
      return effect satisfies never;
  }
}

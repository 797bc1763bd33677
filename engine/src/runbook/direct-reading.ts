import type { Inventory, Policy, Runbook } from '@chatops-commander/schemas';
import type { Action, Localized } from '../actions/action.js';
import type { Role } from '../approval/change-facts.js';
import { hasRole } from '../approval/roles.js';
import { changesSomething } from './assess-risk.js';
import { expandedInputs, type Inputs } from './expanded-inputs.js';
import { isFrom } from './expressions/output-reference.js';
import type { FindAction } from './find-action.js';
import { isListedContent } from './listed-content.js';
import { type AnyStep, everyStep } from './number-steps.js';
import { reachedAddress, reachesOut, standingOf } from './reached-address.js';

export type DirectReading =
  | { readonly kind: 'direct' }
  | { readonly kind: 'pull-request'; readonly because: Localized }
  /** `need`: the role that may; undefined where nobody may. */
  | { readonly kind: 'refused'; readonly because: Localized; readonly need: Role | undefined };

export interface DirectReadingQuestion {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly policy: Policy;
  /** Of who asks. */
  readonly role: Role | undefined;
  readonly findAction: FindAction;
}

/** Whether a runbook may run straight from the request, without a pull request. */
export function mayReadDirectly(question: DirectReadingQuestion): DirectReading {
  const { runbook, policy, role, findAction } = question;
  if (!hasRole(role, 'viewer')) {
    return refused(
      'viewer',
      'Reading the state of servers is for viewers and above.',
      "La lecture de l'état des serveurs est réservée au rôle viewer et aux rôles supérieurs.",
    );
  }
  if (changesSomething(runbook, findAction)) {
    return throughPullRequest('It changes something.', 'Cela change quelque chose.');
  }
  if (needsRun(question)) {
    return throughPullRequest(
      'It waits, watches or decides on conditions, which only a run does.',
      'Il attend, surveille ou dépend de conditions, ce que seule une exécution sait faire.',
    );
  }
  const verdicts = everyStep(runbook).map((step) => mayStep(step, question));
  return (
    verdicts.find(({ kind }) => kind === 'refused') ??
    (policy.reads === 'pull-request'
      ? throughPullRequest(
          'The policy wants a pull request for reading too.',
          'La politique exige une pull request pour lire aussi.',
        )
      : verdicts.find(({ kind }) => kind === 'pull-request')) ?? { kind: 'direct' }
  );
}

/** Direct reading is looking, once: what follows from what was seen is a run's. */
function needsRun({ runbook, findAction }: DirectReadingQuestion): boolean {
  return everyStep(runbook).some(
    ({ step, looks }) =>
      looks ||
      step.if !== undefined ||
      step.assert !== undefined ||
      findAction(step.uses)?.kind === 'wait' ||
      Object.values(step.with ?? {}).some(isFrom),
  );
}

function mayStep(any: AnyStep, question: DirectReadingQuestion): DirectReading {
  const { step } = any;
  const action = question.findAction(step.uses);
  if (action?.kind === 'store') {
    return throughPullRequest(
      `\`${step.uses}\` restores into a scratch place on the server.`,
      `\`${step.uses}\` restaure dans un endroit provisoire du serveur.`,
    );
  }
  const perServer = expandedInputs(any, question).map(({ inputs }) => inputs);
  if (action?.effect === 'content') {
    if (!perServer.every((inputs) => isListedContent(inputs, question))) {
      return throughPullRequest(
        `\`${step.uses}\` shows content that the policy does not list.`,
        `\`${step.uses}\` montre un contenu que la politique n'autorise pas d'avance.`,
      );
    }
    const need = question.policy.contents?.role ?? 'operator';
    if (hasRole(question.role, need)) return { kind: 'direct' };
    return refused(
      need,
      `This content is for the role ${need} and above.`,
      `Ce contenu est réservé au rôle ${need} et aux rôles supérieurs.`,
    );
  }
  if (action !== undefined && reachesOut(action)) {
    const verdicts = perServer.map((inputs) => mayConnect(action, inputs, question.inventory));
    return verdicts.find(({ kind }) => kind !== 'direct') ?? { kind: 'direct' };
  }
  return { kind: 'direct' };
}

function mayConnect(action: Action, inputs: Inputs, inventory: Inventory): DirectReading {
  const reached = reachedAddress(action, inputs);
  const standing = reached === undefined ? 'outside' : standingOf(reached, inventory);
  const said = reached?.said ?? action.name;
  const who = reached?.by ?? 'worker';
  switch (standing) {
    case 'health-url':
    case 'inventory-host':
      return { kind: 'direct' };
    case 'outside':
      return throughPullRequest(`${said} is not in the inventory.`, `${said} n'est pas dans l'inventaire.`);
    case 'forbidden':
      return refused(
        undefined,
        `${said} is an address that is never asked from the ${who}. Add the server to the inventory if it is one of yours.`,
        `${said} est une adresse que ${who === 'worker' ? 'le worker' : 'les serveurs'} ${who === 'worker' ? "n'interroge" : "n'interrogent"} jamais. Ajoutez le serveur à l'inventaire si c'est l'un des vôtres.`,
      );
    default:
      return standing satisfies never;
  }
}

function throughPullRequest(en: string, fr: string): DirectReading {
  return { kind: 'pull-request', because: { en, fr } };
}

function refused(need: Role | undefined, en: string, fr: string): DirectReading {
  return { kind: 'refused', because: { en, fr }, need };
}

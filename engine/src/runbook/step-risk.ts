import type { Inventory, Policy, Runbook } from '@chatops-commander/schemas';
import type { Action, Localized, Risk } from '../actions/action.js';
import { expandedInputs, type Inputs } from './expanded-inputs.js';
import type { FindAction } from './find-action.js';
import { isListedContent } from './listed-content.js';
import { matchesArgv } from './match-argv.js';
import type { AnyStep } from './number-steps.js';
import { reachedAddress, reachesOut, standingOf } from './reached-address.js';
import { lowerOf, riskiest } from './risk-order.js';
import { findTemplates } from './templates.js';

export interface StepRisk {
  readonly risk: Risk;
  readonly because: Localized;
}

export interface RiskContext {
  readonly runbook: Runbook;
  readonly inventory?: Inventory | undefined;
  readonly policy?: Policy | undefined;
  readonly findAction: FindAction;
}

export const riskWords: Readonly<Record<Risk, Localized>> = {
  low: { en: 'low', fr: 'faible' },
  medium: { en: 'medium', fr: 'moyen' },
  high: { en: 'high', fr: 'élevé' },
  critical: { en: 'critical', fr: 'critique' },
};

/** The risk of one step, from its action, what it is given and the policy; never from what the file says of itself. */
export function stepRisk(any: AnyStep, context: RiskContext): StepRisk {
  const { step } = any;
  const action = context.findAction(step.uses);
  if (action === undefined) {
    const because = {
      en: `\`${step.uses}\` does not exist in this version`,
      fr: `\`${step.uses}\` n'existe pas dans cette version`,
    };
    return { risk: 'critical', because };
  }
  const perServer = expandedInputs(any, context).map(({ inputs }) => riskOfInputs(action, inputs, context));
  const highest = riskiest(perServer.map(({ risk }) => risk));
  return perServer.find(({ risk }) => risk === highest) ?? floorOf(action);
}

function riskOfInputs(action: Action, inputs: Inputs, context: RiskContext): StepRisk {
  if (action.name === 'shell.run') return shellRisk(action, inputs, context.policy);
  if (action.effect === 'content') return contentRisk(action, inputs, context);
  if (reachesOut(action)) return reachRisk(action, inputs, context.inventory);
  if (action.kind === 'store' && action.effect === 'read') return trialRisk(action);
  const brought = ['validate', 'script'].filter((input) => inputs[input] !== undefined);
  if (brought.length === 0) return floorOf(action);
  return {
    risk: riskiest([action.risk, 'high']),
    because: {
      en: `\`${action.name}\` runs a command that the file brings along (\`${brought.join('`, `')}\`)`,
      fr: `\`${action.name}\` exécute une commande apportée par le fichier (\`${brought.join('`, `')}\`)`,
    },
  };
}

/** A trial restore changes nothing that stays, but it fills a disk and works a production database meanwhile. */
function trialRisk(action: Action): StepRisk {
  return {
    risk: riskiest([action.risk, 'medium']),
    because: {
      en: `\`${action.name}\` restores into a scratch place on the server`,
      fr: `\`${action.name}\` restaure dans un endroit provisoire du serveur`,
    },
  };
}

/** What an action's step is of at least, whatever it is given. */
export const leastRisk = (action: Action): Risk =>
  (action.kind === 'store' && action.effect === 'read' ? trialRisk(action) : floorOf(action)).risk;

function floorOf(action: Action): StepRisk {
  const words = riskWords[action.risk];
  return {
    risk: action.risk,
    because: { en: `\`${action.name}\` is of ${words.en} risk`, fr: `\`${action.name}\` est de risque ${words.fr}` },
  };
}

/** Lowered only for the very argv that the policy lists, and only where nothing else changes what that argv does. */
function shellRisk(action: Action, inputs: Inputs, policy: Policy | undefined): StepRisk {
  const { argv, idempotent: _, ...rest } = inputs;
  const isPlain =
    Array.isArray(argv) && argv.every((argument) => typeof argument === 'string') && Object.keys(rest).length === 0;
  const matches = isPlain ? (policy?.shell ?? []).filter((entry) => matchesArgv(argv, entry.argv)) : [];
  if (matches.length === 0) return floorOf(action);
  const risk = lowerOf(action.risk, riskiest(matches.map((entry) => entry.risk)));
  const words = riskWords[risk];
  return {
    risk,
    because: {
      en: `the policy lists this very command as ${words.en}`,
      fr: `la politique classe exactement cette commande en risque ${words.fr}`,
    },
  };
}

function contentRisk(action: Action, inputs: Inputs, context: RiskContext): StepRisk {
  if (isListedContent(inputs, context)) {
    const because = {
      en: `\`${action.name}\` shows content that the policy lists`,
      fr: `\`${action.name}\` montre un contenu autorisé par la politique`,
    };
    return { risk: 'low', because };
  }
  return {
    risk: riskiest([action.risk, 'medium']),
    because: {
      en: `\`${action.name}\` shows content that the policy does not list`,
      fr: `\`${action.name}\` montre un contenu que la politique n'autorise pas d'avance`,
    },
  };
}

function reachRisk(action: Action, inputs: Inputs, inventory: Inventory | undefined): StepRisk {
  const reached = reachedAddress(action, inputs);
  if (reached === undefined || isBoundLater(reached.said) || isOnServerItself.test(reached.said))
    return floorOf(action);
  const standing = inventory === undefined ? 'outside' : standingOf(reached, inventory);
  if (standing === 'health-url' || standing === 'inventory-host') return floorOf(action);
  return {
    risk: riskiest([action.risk, 'medium']),
    because: {
      en: `\`${action.name}\` reaches an address outside the inventory`,
      fr: `\`${action.name}\` interroge une adresse hors de l'inventaire`,
    },
  };
}

/** A URL of a library runbook that takes an input: binding it decides. */
function isBoundLater(url: string): boolean {
  return findTemplates(url).some(({ expression }) => expression?.startsWith('inputs.') === true);
}

/** A URL whose whole host is the server's own, where no inventory is at hand to put it in. */
const isOnServerItself = /^https?:\/\/\$\{\{ *server\.host *\}\}(:[0-9]+)?([/?#]|$)/;

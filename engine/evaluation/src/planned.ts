import type { Language, Risk } from '@chatops-commander/engine/actions/action';
import { findAction } from '@chatops-commander/engine/actions/registry';
import type { CatalogEntry, PlanOutcome, Proposal } from '@chatops-commander/engine/planner/planner';
import { assessRisk, isChange } from '@chatops-commander/engine/runbook/assess-risk';
import { lintRunbook } from '@chatops-commander/engine/runbook/lint-runbook';
import { everyStep, numberSteps } from '@chatops-commander/engine/runbook/number-steps';
import { serversTouched } from '@chatops-commander/engine/runbook/select-servers';
import { serializeRunbook } from '@chatops-commander/engine/runbook/serialize-runbook';
import type { Diagnosis, Inventory, Policy, Runbook } from '@chatops-commander/schemas';
import type { Outcome } from './evaluation-case.js';

/** A proposal, told by what its library runbook does. */
export interface Offered {
  readonly actions: readonly string[];
  readonly servers: readonly string[];
  readonly risk: Risk;
}

/** What plans are made from and judged under. */
export interface World {
  readonly inventory: Inventory;
  readonly policy: Policy;
  readonly catalog: readonly CatalogEntry[];
  readonly diagnoses?: readonly Diagnosis[];
}

/** What the planner came to, reduced to what can be compared. */
export interface Planned {
  readonly outcome: Outcome;
  readonly language: Language;
  readonly message: string;
  /** In the order of the file: before, steps, after. Empty without a runbook. */
  readonly actions: readonly string[];
  /** Those that alter a server, and those of steps that undo, too. */
  readonly changing: readonly string[];
  readonly servers: readonly string[];
  readonly risk: Risk | undefined;
  /** Every value that reaches a step, under the name of its input. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly offered: readonly Offered[];
  /** Why the linter refuses the runbook; a plan that it refuses is wrong. */
  readonly problems: readonly string[];
}

/** Reads an outcome the way `chatops plan --json` presents it: servers touched, risk under the policy, lint. */
export function readPlanned(outcome: PlanOutcome, world: World): Planned {
  const offered = (proposals: readonly Proposal[]) => proposals.map((proposal) => readProposal(proposal, world));
  const nothing = { actions: [], changing: [], servers: [], risk: undefined, values: {}, offered: [], problems: [] };
  const { language } = outcome;
  const said = { outcome: outcome.kind, language, message: outcome.message[language] };
  switch (outcome.kind) {
    case 'runbook':
      return { ...nothing, ...said, ...readRunbook(outcome.runbook, world) };
    case 'diagnose':
      return { ...nothing, ...said, ...readRunbook(outcome.runbook, world), offered: offered(outcome.likely ?? []) };
    case 'proposals':
      return { ...nothing, ...said, offered: offered(outcome.proposals) };
    case 'question':
      return { ...nothing, ...said, offered: offered(outcome.choices) };
    case 'answer':
    case 'refusal':
      return { ...nothing, ...said };
    default:
      return outcome satisfies never;
  }
}

function readProposal({ template, servers, risk }: Proposal, { catalog }: World): Offered {
  const entry = catalog.find(({ path }) => path === template);
  return { actions: entry === undefined ? [] : actionsOf(entry.runbook), servers, risk };
}

/** Names of the actions that a runbook uses, in the order of the file. */
export function actionsOf(runbook: Runbook): string[] {
  return numberSteps(runbook).map(({ step }) => step.uses);
}

function readRunbook(runbook: Runbook, { inventory, policy }: World) {
  const steps = numberSteps(runbook).map(({ step }) => step);
  const values: Record<string, string[]> = {};
  for (const step of steps)
    for (const [name, value] of Object.entries(step.with ?? {}))
      values[name] = [...(values[name] ?? []), ...leaves(value)];
  const text = serializeRunbook(runbook);
  const lint = lintRunbook({ text, file: 'changes/evaluated.yaml', as: 'change', inventory, policy, findAction });
  return {
    actions: actionsOf(runbook),
    changing: everyStep(runbook).flatMap(({ step }) => (alters(step.uses) ? [step.uses] : [])),
    servers: serversTouched(runbook),
    risk: assessRisk({ runbook, inventory, policy, findAction }).risk,
    values,
    problems: lint.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}

/** Whether an action alters a server; one that this version does not know counts as if it did. */
export function alters(name: string): boolean {
  const action = findAction(name);
  return action === undefined || isChange(action.effect);
}

/** Numbers and texts within a value, as text: inputs say the same thing in several types. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return value === undefined || value === null ? [] : [String(value)];
}

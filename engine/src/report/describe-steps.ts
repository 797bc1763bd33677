import type { Inventory, Runbook, Step } from '@chatops-commander/schemas';
import type { Action, Effect, Localized, Outputs } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import { expandForServer } from '../runbook/expand-step.js';
import { isFrom } from '../runbook/expressions/output-reference.js';
import type { FindAction } from '../runbook/find-action.js';
import { findServer } from '../runbook/find-server.js';
import { numberSteps, type Phase } from '../runbook/number-steps.js';
import { placementOf, serversOfStep } from '../runbook/placement.js';

/** A step of a runbook, in words for people. */
export interface DescribedStep {
  readonly id: string;
  readonly phase: Phase;
  readonly uses: string;
  readonly effect: Effect;
  /** Where it does what; one entry for the worker itself. Servers for which the words are the same stand together. */
  readonly places: readonly {
    readonly servers: readonly string[];
    readonly onController: boolean;
    readonly does: Localized;
  }[];
  /** How it is undone, or why it is not. Undefined for steps that only read. */
  readonly undo: Localized | undefined;
  readonly backup: BackupOfStep;
}

export type BackupOfStep =
  | { readonly kind: 'nothing-to-back-up' }
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'none'; readonly because: string };

/** The steps of a bound runbook in the order of the file. An action that is not known is described by its name. */
export function describeSteps(plan: {
  readonly runbook: Runbook;
  readonly inventory: Inventory;
  readonly findAction: FindAction;
}): readonly DescribedStep[] {
  return numberSteps(plan.runbook).map(({ id, phase, step }) => {
    const action = plan.findAction(step.uses);
    return {
      id,
      phase,
      uses: step.uses,
      effect: action?.effect ?? 'change',
      places: placesOf(step, action, plan),
      undo: undoOf(step, action, plan.findAction),
      backup: backupOf(step, action),
    };
  });
}

function placesOf(
  step: Step,
  action: Action | undefined,
  plan: { readonly runbook: Runbook; readonly inventory: Inventory },
): DescribedStep['places'] {
  if (placementOf(step).kind === 'controller')
    return [{ servers: [], onController: true, does: describe(step, action) }];
  const byWords = new Map<string, { servers: string[]; onController: false; does: Localized }>();
  for (const name of serversOfStep(step, plan.runbook)) {
    const server = findServer(plan.inventory, name);
    const does = describe(server === undefined ? step : expandForServer(step, { ...server, name }), action);
    const place = byWords.get(does.en) ?? { servers: [], onController: false, does };
    place.servers.push(name);
    byWords.set(does.en, place);
  }
  return [...byWords.values()];
}

/** What it does, and on what condition. */
function describe(step: Step, action: Action | undefined): Localized {
  const { en, fr } = does(step, action);
  if (step.if === undefined) return { en, fr };
  return { en: `${en} (only if ${step.if})`, fr: `${fr} (seulement si ${step.if})` };
}

function does(step: Step, action: Action | undefined): Localized {
  if (step.name !== undefined) return typeof step.name === 'string' ? sameText(step.name) : step.name;
  return action === undefined ? sameText(step.uses) : action.describe(inputsOf(step));
}

function undoOf(step: Step, action: Action | undefined, findAction: FindAction): Localized | undefined {
  if (action?.effect === 'read' || action?.effect === 'content') return undefined;
  if (step.rollback === 'none') return NOT_UNDONE;
  if (step.rollback === undefined) return action?.undo ?? NOT_UNDONE;
  const undoing = step.rollback.map((each) => describe(each, findAction(each.uses)));
  return { en: undoing.map((each) => each.en).join('; '), fr: undoing.map((each) => each.fr).join(' ; ') };
}

function backupOf(step: Step, action: Action | undefined): BackupOfStep {
  if (step.backup !== undefined) return { kind: 'none', because: step.backup.none };
  const paths = pathsOf(step, action);
  return paths.length === 0 ? { kind: 'nothing-to-back-up' } : { kind: 'paths', paths };
}

function pathsOf(step: Step, action: Action | undefined): readonly string[] {
  if (action?.kind === 'backup') {
    const subject = action.subject(inputsOf(step));
    return subject.kind === 'files' ? subject.paths : [subject.database];
  }
  return action?.kind === 'command' ? (action.overwrites?.(inputsOf(step)) ?? []) : [];
}

function inputsOf(step: Step): Outputs {
  const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [
    name,
    // what an earlier step will give out is known by where it comes from
    isFrom(value) ? String(value.from) : value,
  ]);
  // The parser read it from YAML 1.2 core, so it is JSON; the generated type of an open object is only `{}`.
  return Object.fromEntries(inputs) as Outputs;
}

const NOT_UNDONE: Localized = { en: 'not undone', fr: "ne s'annule pas" };

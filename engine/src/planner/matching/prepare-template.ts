import type { Runbook, Step } from '@chatops-commander/schemas';
import type { Outputs } from '../../actions/action.js';
import { splitWords } from '../words/split-words.js';

const onlyInput = /^\$\{\{\s*inputs\.([a-z][a-z0-9_]*)\s*\}\}$/;

/**
 * A library runbook made ready for these inputs. A check from outside whose address nobody gave is left out: it is the
 * only step that may be missing. A list that holds nothing but one input takes that input's words as its items, so that
 * commands and paths reach their action as lists.
 */
export function prepareTemplate(runbook: Runbook, inputs: Outputs): Runbook {
  const { before, steps, after, ...spec } = runbook.spec;
  const prepare = (list: readonly Step[]): Step[] =>
    list.filter((step) => !isUnaddressed(step, runbook, inputs)).map((step) => spreadLists(step, inputs));
  const extra = (name: 'before' | 'after', list: readonly Step[] | undefined): { before?: Step[]; after?: Step[] } => {
    const prepared = prepare(list ?? []);
    return prepared.length === 0 ? {} : { [name]: prepared };
  };
  return { ...runbook, spec: { ...spec, ...extra('before', before), steps: prepare(steps), ...extra('after', after) } };
}

function isUnaddressed(step: Step, { spec }: Runbook, inputs: Outputs): boolean {
  if (step.on !== 'controller') return false;
  const [, name] = onlyInput.exec(String(inputOf(step, 'url') ?? '')) ?? [];
  const input = name === undefined ? undefined : spec.inputs?.[name];
  return (
    name !== undefined &&
    input !== undefined &&
    input.required !== true &&
    input.default === undefined &&
    inputs[name] === undefined
  );
}

function inputOf(step: Step, name: string): unknown {
  return Object.entries(step.with ?? {}).find(([key]) => key === name)?.[1];
}

function spreadLists(step: Step, inputs: Outputs): Step {
  if (step.with === undefined) return step;
  const spread = Object.entries(step.with).map(([key, value]: [string, unknown]) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const [, name] = (items.length === 1 && onlyInput.exec(String(items[0]))) || [];
    const given = name === undefined ? undefined : inputs[name];
    const words = typeof given === 'string' ? splitWords(given) : undefined;
    return [key, words ?? value];
  });
  return { ...step, with: Object.fromEntries(spread) };
}

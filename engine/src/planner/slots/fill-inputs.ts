import type { Input, Inventory, Runbook } from '@chatops-commander/schemas';
import type { Outputs } from '../../actions/action.js';
import { fold } from '../../request/fold.js';
import { bindInput } from '../../runbook/bind-input.js';
import type { Reading } from '../reading/reading.js';
import { type SlotKind, slotKind } from '../indexes/slot-kinds.js';
import { type SlotSource, type SlotValue, slotValues } from './slot-values.js';

export interface FilledInputs {
  readonly inputs: Outputs;
  /** Names that were typed and have found their place. */
  readonly used: ReadonlySet<string>;
}

/** A value for each input that the words, the inventory or a pasted block give; the others stay open. */
export function fillInputs(
  runbook: Runbook,
  reading: Reading,
  inventory: Inventory,
  service: string | undefined,
  about: ReadonlySet<string> = new Set(),
): FilledInputs {
  const declared = Object.entries(runbook.spec.inputs ?? {});
  const used = new Set<string>();
  const beside: ReadonlySet<SlotKind> = new Set(declared.map(([name]) => slotKind(name)));
  const source = { reading, inventory, service, about, beside };
  const inputs: Record<string, string | number | boolean> = {};
  for (const [name, input] of declared) {
    const found = valueFor(name, input, source, used);
    if (found === undefined) continue;
    inputs[name] = found.value;
    for (const typed of found.used ?? []) used.add(typed);
  }
  return { inputs, used };
}

function valueFor(
  name: string,
  input: Input,
  source: SlotSource,
  used: ReadonlySet<string>,
): { readonly value: string | number | boolean; readonly used?: readonly string[] } | undefined {
  if (input.enum !== undefined) {
    const said = input.enum.find((value) => saysWord(String(value), source.reading));
    return said === undefined ? undefined : { value: said };
  }
  if (input.type === 'boolean') return saysPart(name, source.reading) ? { value: true } : undefined;
  const free = (value: SlotValue): boolean => !(value.used ?? []).some((typed) => used.has(typed));
  const values = slotValues(name, source).filter(free);
  const fits = values.find(({ value }) => bindInput(input, value).kind === 'bound');
  // What does not fit is kept where it must be there, so that the question says why.
  return fits ?? (input.required === true || slotKind(name) === 'count' ? values[0] : undefined);
}

const saysWord = (word: string, { said, acts }: Reading): boolean =>
  said.has(fold(word)) || acts.some(({ concept }) => concept === word);

/** "security_only" is said by "sécurité": the beginnings of words agree in both languages. */
function saysPart(name: string, { said }: Reading): boolean {
  const stems = name.split('_').map((part) => part.slice(0, 5));
  return [...said].some((word) =>
    stems.some((stem) => stem.length === 5 && word.split(' ').some((one) => one.startsWith(stem))),
  );
}

/** The reading without the names that have found their place. */
export function withoutUsed(reading: Reading, used: ReadonlySet<string>): Reading {
  if (used.size === 0) return reading;
  const left = (typed: string): boolean => !used.has(typed);
  const { place, strangers, objects, unknown } = reading;
  const known = objects.filter(({ typed, service, role }) => used.has(typed) && !service && role === undefined).length;
  return {
    ...reading,
    strangers: strangers.filter(left),
    place: { ...place, unknown: place.unknown.filter(left) },
    unknown: Math.max(0, unknown - known),
  };
}

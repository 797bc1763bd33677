import type { Input } from '@chatops-commander/schemas';
import { bindInput } from '../../runbook/bind-input.js';
import { slotKind } from '../indexes/slot-kinds.js';
import type { PlanContext, PlanOutcome } from '../planner.js';
import type { Reading } from '../reading/reading.js';
import type { Given } from '../reading/request.js';
import { slotValues } from '../slots/slot-values.js';
import { saysWhat } from './follow-up.js';

/** A request of before, and the values that were given since for what was asked back. */
export interface AnsweredRequest {
  readonly context: PlanContext;
  readonly given: Given;
}

interface Deps {
  readonly read: (text: string) => Reading;
  /** What came, or would come now, of a request. */
  readonly plan: (context: PlanContext, given: Given | undefined) => PlanOutcome;
}

/** A value is a word or two; in a longer sentence it is about something else. */
const longest = 6;

/**
 * "shop", after "which database?": the request before, planned again, lacks one input, and these words are a value for
 * it. Undefined where they are anything else. Nothing is remembered between the two: the same request asks the same.
 */
export function answerMissing(context: PlanContext, deps: Deps): AnsweredRequest | undefined {
  if (context.findings.length > 0 || context.thread.at(-1)?.by !== 'bot') return undefined;
  const at = context.thread.map(({ by }) => by).lastIndexOf('user');
  const asked = context.thread[at];
  if (asked === undefined || (asked.login !== undefined && asked.login !== context.source.requester)) return undefined;
  const before: PlanContext = { ...context, text: asked.text, thread: context.thread.slice(0, at), openProposals: [] };
  const earlier = answerMissing(before, deps) ?? { context: before, given: undefined };
  const outcome = deps.plan(earlier.context, earlier.given);
  if (outcome.kind !== 'question') return undefined;
  if (outcome.lacks === undefined) {
    // "on which servers?" came next: what was answered before still holds.
    const goesOn = earlier.given !== undefined && !saysWhat(deps.read(context.text));
    return goesOn ? { context, given: earlier.given } : undefined;
  }
  const { template, input: name } = outcome.lacks;
  const input = context.catalog.find(({ path }) => path === template)?.runbook.spec.inputs?.[name];
  if (input === undefined) return undefined;
  const value = valueIn(context, { name, input, read: deps.read });
  if (value === undefined) return undefined;
  const given = earlier.given?.template === template ? earlier.given.inputs : {};
  return { context: earlier.context, given: { template, inputs: { ...given, [name]: value } } };
}

interface Wanted {
  readonly name: string;
  readonly input: Input;
  readonly read: Deps['read'];
}

function valueIn(
  { text, inventory }: PlanContext,
  { name, input, read }: Wanted,
): string | number | boolean | undefined {
  const typed = text.replace(/^\s*\/ops\b/i, '').trim();
  const reading = read(text);
  const kind = slotKind(name);
  const whole = reading.attachments.length + reading.values.literals.code.length > 0;
  if (!whole && (typed.split(/\s+/).length > longest || asksForMore(reading, typed, kind))) return undefined;
  const named = slotValues(name, {
    reading,
    inventory: { ...inventory, services: {} },
    service: undefined,
    about: new Set(kind === 'name' ? [] : [kind]),
    beside: new Set(),
  }).map(({ value }) => value);
  const [quoted = reading.values.literals.quote[0]] = reading.values.literals.code;
  const alone = typed.replace(/[.!]+$/, '').replace(/^["«“`]\s*|\s*["»”`]$/g, '');
  const values = /\s/.test(alone) || !standsForSomething(reading) ? named : [...named, alone];
  for (const value of [...values, quoted]) {
    const bound = bindInput(input, value);
    if (bound.kind === 'bound') return bound.value;
  }
  return undefined;
}

/** "the database shop" only says what kind of thing it is; and one word alone may be a name, whatever it means besides. */
function asksForMore(reading: Reading, typed: string, kind: string): boolean {
  const lone = !/\s/.test(typed);
  const told = ({ concept, part, deed }: Reading['acts'][number]): boolean =>
    part === 'topic' ? concept !== kind && !(lone && kind === 'package') : !(lone && deed !== undefined);
  const { help, dismissal } = reading.signs;
  const asked = { ...reading, acts: reading.acts.filter(told) };
  return saysWhat(asked) || help || dismissal || reading.moods.size > 0 || /\?\s*$/.test(typed);
}

/** Something other than "ok" or "thanks" was said: a name, a number, a path. */
const standsForSomething = ({ objects, acts, values: { numbers, literals } }: Reading): boolean =>
  objects.length + numbers.length + acts.filter(({ weak }) => !weak).length > 0 ||
  Object.values(literals).some((found) => found.length > 0);

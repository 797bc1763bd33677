import { checkAgainstSchema } from '@chatops-commander/schemas';
import type { Localized, Outputs } from '../../actions/action.js';
import { type AddressBook, mapTexts } from './address-book.js';
import { wireSchema } from './wire-schema.js';

/** A plan as the model writes it: what it is of, and nothing about risk, approval or where it came from. */
export interface WirePlan {
  readonly kind: 'runbook' | 'question' | 'proposals' | 'answer' | 'refusal' | 'diagnose';
  readonly message: Localized;
  readonly picks: readonly WirePick[];
  readonly runbook?: WireRunbook;
}
/** A catalog entry with what it is to be bound with. */
export interface WirePick {
  readonly template: string;
  readonly servers: readonly string[];
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
}
export interface WireRunbook {
  readonly metadata: { readonly name: string; readonly title: Localized };
  readonly spec: Readonly<Record<string, unknown>>;
}

export type ReadWirePlan =
  | { readonly kind: 'plan'; readonly plan: WirePlan }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** A plan is a screenful; beyond it something else is going on. In UTF-16 units. */
const longestPlan = 60_000;

/**
 * Text that came from a model → a plan of the right form, with the addresses that its placeholders stand for; the
 * message names servers instead. A fence around the JSON, which models without structured output like to draw, is
 * taken off.
 */
export function readWirePlan(text: string, book: Pick<AddressBook, 'reveal' | 'name'>): ReadWirePlan {
  if (text.length > longestPlan) return problems(`the answer has ${text.length} characters; at most ${longestPlan}`);
  const json = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/.exec(text)?.[1] ?? text;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return problems(`the answer is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const check = checkAgainstSchema<WirePlan>(wireSchema(), revealed(value, book));
  if (check.ok) return { kind: 'plan', plan: check.value };
  return problems(...check.findings.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message.en}`));
}

function revealed(value: unknown, { reveal, name }: Pick<AddressBook, 'reveal' | 'name'>): unknown {
  const plain = mapTexts(value, reveal);
  if (typeof value !== 'object' || value === null || typeof plain !== 'object' || !('message' in value)) return plain;
  return { ...plain, message: mapTexts(value.message, name) };
}

const problems = (...found: readonly string[]): ReadWirePlan => ({ kind: 'problems', problems: found });

/** Inputs of a pick by name; of two with one name the last counts. */
export const pickInputs = ({ inputs }: WirePick): Outputs =>
  Object.fromEntries(inputs.map(({ name, value }) => [name, value]));

/** The model's runbook in the form of the published schema, not yet checked by it. Throws SyntaxError on bad `json`. */
export function publishedForm({ metadata, spec }: WireRunbook): object {
  // phases without steps are written out only because the schema wants them said
  const said = Object.entries(spec).filter(([key, value]) => key === 'steps' || !isEmptyList(value));
  return {
    apiVersion: 'chatops-commander/v1',
    kind: 'Runbook',
    metadata,
    spec: withMaps(Object.fromEntries(said)),
  };
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** Lists of name and value under `with` become maps again, at any depth. */
function withMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMaps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      key === 'with' && Array.isArray(item) ? Object.fromEntries(item.flatMap(entryOf)) : withMaps(item),
    ]),
  );
}

function entryOf(item: unknown): [string, unknown][] {
  if (typeof item !== 'object' || item === null || !('name' in item) || !('value' in item)) return [];
  return [[String(item.name), givenValue(item.value)]];
}

function givenValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('json' in value)) return value;
  const parsed: unknown = JSON.parse(String(value.json));
  return parsed;
}

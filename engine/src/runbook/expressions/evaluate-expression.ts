import { EvaluationError, ParseError, TypeError as TypeMistake } from '@marcbachmann/cel-js';
import type { Json, Localized, Outputs } from '../../actions/action.js';
import type { NamedServer } from '../expand-step.js';
import { checkExpression, sayMistake } from './check-expression.js';
import { environmentOf } from './environment.js';

/** What an expression is evaluated on. */
export interface ExpressionValues {
  /** Undefined on the controller. */
  readonly server: NamedServer | undefined;
  /** Of earlier steps, by id; those that have none yet are undefined. */
  readonly steps: Readonly<Record<string, Outputs | undefined>>;
  /** Of the step itself, once it has run. */
  readonly outputs?: Outputs;
}
export type Verdict =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  /** It could not be evaluated, which is neither. */
  | { readonly kind: 'error'; readonly because: Localized };

/** More than any action gives out; a longer list or text makes the evaluation fail instead of take long. */
const mostItems = 1_000;
const longestText = 65_536;

/** Evaluates an expression in bounded time, reading nothing but the values. Never throws for what the text says. */
export function evaluateExpression(text: string, values: ExpressionValues): Verdict {
  const roots = { server: values.server !== undefined, outputs: values.outputs !== undefined, inputs: false };
  const checked = checkExpression(text, roots);
  if (checked.kind === 'wrong') return failed(checked.mistake.message);
  try {
    const result: unknown = environmentOf(roots).evaluate(text, contextOf(values));
    if (result === true) return { kind: 'true' };
    if (result === false) return { kind: 'false' };
    return failed({ en: 'it gave neither true nor false', fr: "elle n'a donné ni vrai ni faux" });
  } catch (error) {
    if (error instanceof TooMuch) return failed(error.said);
    if (error instanceof EvaluationError || error instanceof TypeMistake || error instanceof ParseError)
      return failed(sayMistake(error));
    throw error;
  }
}

function failed(why: Localized): Verdict {
  return {
    kind: 'error',
    because: {
      en: `the condition cannot be evaluated: ${why.en}`,
      fr: `la condition ne peut pas être évaluée : ${why.fr}`,
    },
  };
}

function contextOf({ server, steps, outputs }: ExpressionValues): Record<string, unknown> {
  return {
    steps: new Map(
      Object.entries(steps).map(([id, given]) => [
        id,
        new Map(given === undefined ? [] : [['outputs', celValue(given)]]),
      ]),
    ),
    ...(server === undefined ? {} : { server: serverValue(server) }),
    ...(outputs === undefined ? {} : { outputs: celValue(outputs) }),
  };
}

function serverValue({ name, host, port, environment, tags }: NamedServer) {
  return { name, host, port: BigInt(port ?? 22), environment, tags: new Map(Object.entries(tags ?? {})) };
}

/** A value is larger than conditions are meant for. */
class TooMuch extends Error {
  override readonly name = 'TooMuch';

  constructor(readonly said: Localized) {
    super(said.en);
  }
}

/** JSON as CEL has it: whole numbers are integers, objects are maps without a prototype behind them. */
function celValue(value: Json): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string') {
    if (value.length > longestText)
      throw new TooMuch({
        en: `a text is longer than ${longestText} characters`,
        fr: `un texte a plus de ${longestText} caractères`,
      });
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Array.isArray(value) ? value : Object.entries(value);
  if (entries.length > mostItems)
    throw new TooMuch({
      en: `a list has more than ${mostItems} items`,
      fr: `une liste a plus de ${mostItems} éléments`,
    });
  if (Array.isArray(value)) return value.map((item: Json) => celValue(item));
  return new Map(Object.entries(value).map(([key, item]) => [key, celValue(item)]));
}

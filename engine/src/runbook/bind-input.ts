import { type Input, nearest } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';

export type InputValue = string | number | boolean;

/** Why a value is not taken for an input; said to the person who asked. */
export interface InputProblem {
  readonly input: string;
  readonly message: Localized;
}

export type BoundInput =
  | { readonly kind: 'bound'; readonly value: InputValue }
  | { readonly kind: 'invalid'; readonly message: Localized };

/** Longer values are not names, versions or numbers, and would not be read by a reviewer. */
const longestText = 1000;

/**
 * A value for an input of a library runbook, checked against what the input accepts. Words of a request are texts, so
 * "50" is taken for a whole number and "true" for a truth value. Patterns must match the whole text.
 */
export function bindInput(input: Input, given: unknown): BoundInput {
  const value = typed(input, given);
  if (value === undefined) return invalid(typeSentences[input.type].en, typeSentences[input.type].fr);
  if (typeof value === 'string') {
    const refusal = refuseText(input, value);
    if (refusal !== undefined) return refusal;
  }
  if (typeof value === 'number') {
    if (input.min !== undefined && value < input.min)
      return invalid(`it must be at least ${input.min}`, `la valeur minimale est ${input.min}`);
    if (input.max !== undefined && value > input.max)
      return invalid(`it must be at most ${input.max}`, `la valeur maximale est ${input.max}`);
  }
  if (input.enum !== undefined && typeof value !== 'boolean' && !input.enum.includes(value))
    return refuseChoice(input.enum, value);
  return { kind: 'bound', value };
}

function typed(input: Input, given: unknown): InputValue | undefined {
  switch (input.type) {
    case 'string':
      return typeof given === 'string' ? given : undefined;
    case 'integer': {
      const number = typeof given === 'string' && /^-?[0-9]{1,15}$/.test(given) ? Number(given) : given;
      return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
    }
    case 'boolean':
      if (given === 'true' || given === 'false') return given === 'true';
      return typeof given === 'boolean' ? given : undefined;
    default:
      return input.type satisfies never;
  }
}

const typeSentences: Readonly<Record<Input['type'], Localized>> = {
  string: { en: 'it must be a text', fr: 'un texte est attendu' },
  integer: { en: 'it must be a whole number', fr: 'un nombre entier est attendu' },
  boolean: { en: 'it must be true or false', fr: 'true ou false est attendu' },
};

function refuseText(input: Input, text: string): BoundInput | undefined {
  if (text.length > longestText)
    return invalid(`it is longer than ${longestText} characters`, `il dépasse ${longestText} caractères`);
  if (/(?![\t\n])[\p{Cc}\p{Cs}]/u.test(text))
    return invalid('it contains a control character', 'il contient un caractère de contrôle');
  // It would become a template of the runbook, which nobody wrote there.
  if (text.includes('${{')) return invalid('it must not contain ${{', 'il ne doit pas contenir ${{');
  if (input.pattern === undefined || new RegExp(`^(?:${input.pattern})$`, 'u').test(text)) return undefined;
  return invalid(`it must match ${input.pattern}`, `il doit correspondre à ${input.pattern}`);
}

function refuseChoice(choices: readonly (string | number)[], value: string | number): BoundInput {
  const texts = choices.map(String);
  const [near] = nearest(String(value), texts, 1);
  const guess =
    near === undefined ? { en: '', fr: '' } : { en: `; did you mean ${near}?`, fr: ` ; vouliez-vous dire ${near} ?` };
  return invalid(
    `it must be one of ${texts.join(', ')}${guess.en}`,
    `valeurs possibles : ${texts.join(', ')}${guess.fr}`,
  );
}

function invalid(en: string, fr: string): BoundInput {
  return { kind: 'invalid', message: { en, fr } };
}

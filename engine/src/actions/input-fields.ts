import type { Json, Outputs } from './action.js';

/** An input was not what the action's schema promises: the step reached execution without having been linted. */
export class UnexpectedInput extends Error {
  constructor(
    readonly input: string,
    readonly wanted: string,
  ) {
    super(`Input "${input}" should be ${wanted}. Check the step against the action's input schema before running it.`);
    this.name = 'UnexpectedInput';
  }
}

/** A string input that must be there. Throws UnexpectedInput. */
export function textInput(input: Outputs, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw new UnexpectedInput(name, 'a string');
  return value;
}

/** Throws UnexpectedInput when it is there and not a string. */
export function optionalText(input: Outputs, name: string): string | undefined {
  return input[name] === undefined ? undefined : textInput(input, name);
}

/** Throws UnexpectedInput when it is there and not an integer. */
export function optionalInteger(input: Outputs, name: string): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new UnexpectedInput(name, 'a whole number');
  return value;
}

/** Absent means false. Throws UnexpectedInput when it is there and not a boolean. */
export function flagInput(input: Outputs, name: string): boolean {
  const value = input[name];
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw new UnexpectedInput(name, 'true or false');
  return value;
}

/** Absent means an empty list. Throws UnexpectedInput when it is there and not a list of strings. */
export function textListInput(input: Outputs, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined) return [];
  if (!isList(value)) throw new UnexpectedInput(name, 'a list of strings');
  return value.map((item) => {
    if (typeof item !== 'string') throw new UnexpectedInput(name, 'a list of strings');
    return item;
  });
}

/** Absent means an empty object. Throws UnexpectedInput when it is there and not an object. */
export function objectInput(input: Outputs, name: string): Outputs {
  const value = input[name];
  if (value === undefined) return {};
  if (!isObject(value)) throw new UnexpectedInput(name, 'an object');
  return value;
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is Outputs =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

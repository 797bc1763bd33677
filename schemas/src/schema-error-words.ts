import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Path } from './problem.js';

/** Where ajv's JSON Pointer leads; indices become numbers, which keys of our formats never are. */
export function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9][0-9]{0,8})$/.test(part) ? Number(part) : part));
}

export function typeNameOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a mapping';
    case 'string':
      return `the text ${shortened(value)}`;
    default:
      return `${typeof value === 'boolean' ? 'the truth value' : 'the number'} ${String(value)}`;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
  null: 'nothing',
};

/** The `type` of a schema, one or several, in words. */
export function typesInWords(type: unknown): string {
  return listed(
    [type].flat().map((name) => typeNames[String(name)] ?? String(name)),
    'or',
  );
}

export function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

export function listed(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

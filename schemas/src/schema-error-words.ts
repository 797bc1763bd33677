import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Localized } from './localized.js';
import type { Path } from './problem.js';

/** Where ajv's JSON Pointer leads; indices become numbers, which keys of our formats never are. */
export function pathOf(error: ErrorObject): Path {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9][0-9]{0,8})$/.test(part) ? Number(part) : part));
}

export function typeNameOf(value: unknown): Localized {
  if (value === null) return { en: 'nothing', fr: 'rien' };
  if (Array.isArray(value)) return { en: 'a list', fr: 'une liste' };
  switch (typeof value) {
    case 'object':
      return { en: 'a mapping', fr: 'un ensemble de clés' };
    case 'string':
      return { en: `the text ${shortened(value)}`, fr: `le texte ${shortened(value)}` };
    case 'boolean':
      return { en: `the truth value ${String(value)}`, fr: `la valeur logique ${String(value)}` };
    default:
      return { en: `the number ${String(value)}`, fr: `le nombre ${String(value)}` };
  }
}

const typeNames: Readonly<Record<string, Localized>> = {
  string: { en: 'a text', fr: 'un texte' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  number: { en: 'a number', fr: 'un nombre' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  object: { en: 'a mapping', fr: 'un ensemble de clés' },
  array: { en: 'a list', fr: 'une liste' },
  null: { en: 'nothing', fr: 'rien' },
};

/** The `type` of a schema, one or several, in words. */
export function typesInWords(type: unknown): Localized {
  const names = [type].flat().map((name) => typeNames[String(name)] ?? { en: String(name), fr: String(name) });
  return listedIn(names, 'or');
}

/** As `listed`, of texts in both languages; the same one once. */
export function listedIn(items: readonly Localized[], conjunction: 'and' | 'or'): Localized {
  const once = [...new Map(items.map((item) => [item.en, item])).values()];
  return {
    en: listed(
      once.map(({ en }) => en),
      conjunction,
    ).en,
    fr: listed(
      once.map(({ fr }) => fr),
      conjunction,
    ).fr,
  };
}

export function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Names, the same in both languages, with the conjunction of each. */
export function listed(items: readonly string[], conjunction: 'and' | 'or'): Localized {
  if (items.length < 2) return { en: items.join(''), fr: items.join('') };
  const [before, last] = [items.slice(0, -1).join(', '), items.at(-1)];
  return { en: `${before} ${conjunction} ${last}`, fr: `${before} ${conjunction === 'and' ? 'et' : 'ou'} ${last}` };
}

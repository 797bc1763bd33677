/** One `${{ … }}` in a text. */
export interface Template {
  /** What stands between the braces, trimmed; undefined where the closing braces are missing. */
  readonly expression: string | undefined;
  readonly raw: string;
}

const pattern = /\$\{\{(?:([^{}]*)\}\})?/g;

/** The templates of a text, in order. */
export function findTemplates(text: string): Template[] {
  return [...text.matchAll(pattern)].map(([raw, expression]) => ({ raw, expression: expression?.trim() }));
}

/** What a template stands for: a value, or undefined to leave it as it is. */
export type ResolveTemplate = (expression: string) => string | number | boolean | undefined;

/**
 * Replaces the templates in every string of a plain value, once: what a value brings along is not expanded again. A
 * string that is nothing but a template takes the type of its value. Keys stay as they are.
 */
export function expandTemplates(value: unknown, resolve: ResolveTemplate): unknown {
  if (typeof value === 'string') return expandText(value, resolve);
  if (Array.isArray(value)) return value.map((item) => expandTemplates(item, resolve));
  if (typeof value === 'object' && value !== null) return expandEntries(value, resolve);
  return value;
}

/** As expandTemplates, for the values of an object. */
export function expandEntries(value: object, resolve: ResolveTemplate): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expandTemplates(item, resolve)]));
}

function expandText(text: string, resolve: ResolveTemplate): string | number | boolean {
  const [only] = findTemplates(text);
  if (only?.raw === text && only.expression !== undefined) return resolve(only.expression) ?? text;
  return expandInText(text, resolve);
}

/** As expandTemplates, for a text that stays a text. */
export function expandInText(text: string, resolve: ResolveTemplate): string {
  return text.replace(pattern, (raw: string, expression: string | undefined) =>
    expression === undefined ? raw : String(resolve(expression.trim()) ?? raw),
  );
}

/** Each string of a plain value that holds a template, with the way to it. */
export function textsWithTemplates(
  value: unknown,
  path: readonly (string | number)[] = [],
): { readonly path: readonly (string | number)[]; readonly text: string }[] {
  if (typeof value === 'string') return value.includes('${{') ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsWithTemplates(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsWithTemplates(item, [...path, key]));
}

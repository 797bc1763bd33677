/** A value that JSON has no way to write. */
export class NotJson extends Error {
  override readonly name = 'NotJson';

  constructor(readonly where: string) {
    super(`The value at ${where} is not JSON: only null, booleans, finite numbers, strings, arrays and objects are.`);
  }
}

/**
 * The one text that stands for a JSON value, as RFC 8785 (JSON Canonicalization Scheme) defines it: no spaces, names
 * sorted by UTF-16 code units, numbers and strings as ECMAScript writes them. Fields that are undefined are left out,
 * as in JSON.stringify. Throws NotJson.
 */
export function canonicalJson(value: unknown, where = '$'): string {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(where);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value, where) : canonicalObject(value, where);
    default:
      throw new NotJson(where);
  }
}

function canonicalArray(items: readonly unknown[], where: string): string {
  return `[${items.map((item, index) => canonicalJson(item, `${where}[${index}]`)).join(',')}]`;
}

function canonicalObject(value: object, where: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotJson(where);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field, `${where}.${name}`)}`);
  return `{${fields.join(',')}}`;
}

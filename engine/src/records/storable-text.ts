const REPLACEMENT = '\uFFFD';
/** What PostgreSQL refuses in text and jsonb: NUL, and halves of surrogate pairs. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text as PostgreSQL can hold it, cut to `maxLength` characters as PostgreSQL counts them. What servers and users write
 * may contain anything, and a record must not fail for it.
 */
export function storableText(text: string, maxLength: number): string {
  const clean = text.replace(UNSTORABLE, REPLACEMENT);
  if (clean.length <= maxLength) return clean;
  const characters = Array.from(clean);
  return characters.length <= maxLength ? clean : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** JSON text for a jsonb parameter; strings anywhere in it are made storable. */
export function storableJson(value: unknown): string {
  return JSON.stringify(storableValue(value));
}

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(UNSTORABLE, REPLACEMENT);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name.replace(UNSTORABLE, REPLACEMENT), storableValue(field)]),
  );
}

import { readFileSync } from 'node:fs';
import type { SchemaObject } from 'ajv/dist/2020.js';

const loaded = new Map<string, SchemaObject>();

/** One of the published schemas in schemas/json, which lie at the same place seen from src and from dist. */
export function loadSchema(kind: 'runbook' | 'inventory' | 'policy' | 'diagnosis'): SchemaObject {
  const known = loaded.get(kind);
  if (known !== undefined) return known;
  const schema: SchemaObject = JSON.parse(
    readFileSync(new URL(`../json/${kind}.schema.json`, import.meta.url), 'utf8'),
  );
  loaded.set(kind, schema);
  return schema;
}

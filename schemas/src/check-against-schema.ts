import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import { explainSchemaErrors } from './explain-schema-errors.js';
import type { Finding } from './problem.js';

/** Compiles each schema once, at its first use; `ownProperties`, so that a key named "constructor" is just a key. */
const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, ownProperties: true, logger: false });

export type SchemaCheck<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Checks a plain value against a JSON Schema 2020-12. `T` is the type generated from that schema.
 * Throws when the schema itself is not valid.
 */
export function checkAgainstSchema<T>(schema: SchemaObject, value: unknown): SchemaCheck<T> {
  const validate = ajv.compile<T>(schema);
  if (validate(value)) return { ok: true, value };
  return { ok: false, findings: explainSchemaErrors(validate.errors ?? []) };
}

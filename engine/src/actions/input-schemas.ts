/**
 * JSON Schema fragments that several actions share. Patterns are the first fence against hostile input;
 * the second is that inputs only ever travel as argv or standard input.
 */

/** Absolute, without control characters and without `..` segments. */
export const pathSchema = {
  type: 'string',
  pattern: '^(?!.*/\\.\\.(?:/|$))/[^\\u0000-\\u001f\\u007f]{0,500}$',
} as const;

/** As in the inventory. */
export const serviceNameSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9@._-]{0,99}$' } as const;

/** A whole number and a unit, as everywhere in a runbook. */
export const durationSchema = { type: 'string', pattern: '^[1-9][0-9]{0,6}(ms|s|m|h|d)$' } as const;

/** A command as a list of arguments, without NUL, which no argv can carry. */
export const argvSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: 'string', pattern: '^[^\\u0000]*$', maxLength: 4096 },
} as const;

/** A file of the ops repo: relative, without `..`, and nothing whose name begins with a dot. */
export const repositoryPathSchema = {
  type: 'string',
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,19}$',
  maxLength: 300,
} as const;

/** SHA-256 in hexadecimal, as sha256sum prints it. */
export const sha256Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

/** A name, or an address of either kind; never an option. */
export const hostSchema = {
  type: 'string',
  pattern: '^([A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]{1,45})$',
} as const;

export const portSchema = { type: 'integer', minimum: 1, maximum: 65535 } as const;

import type { Argv, Outputs } from '../action.js';
import { textListInput } from '../input-fields.js';

/** As docker and podman allow them. */
export const containerNameSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$' } as const;

/** A repository, perhaps with its registry and a tag, and always the digest that was approved. */
export const pinnedImageSchema = {
  type: 'string',
  pattern:
    '^[a-z0-9][a-z0-9._-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*){0,8}(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?@sha256:[0-9a-f]{64}$',
  maxLength: 400,
} as const;

export const environmentSchema = {
  type: 'object',
  maxProperties: 100,
  propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}$' },
  additionalProperties: { type: 'string', maxLength: 4096, pattern: '^[^\\u0000]*$' },
} as const;

/** What is published, as the engines write it. */
export const portsSchema = {
  type: 'array',
  maxItems: 50,
  items: {
    type: 'string',
    pattern: '^(([0-9]{1,3}\\.){3}[0-9]{1,3}:)?[0-9]{1,5}:[0-9]{1,5}(/(tcp|udp))?$',
  },
} as const;

export const wordsSchema = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: 'string', pattern: '^[^\\u0000]*$', maxLength: 4096 },
} as const;

/** Asked on the server itself, so that its own loopback is what it is for. */
export const serverUrlSchema = {
  type: 'string',
  pattern: '^https?://[A-Za-z0-9.:_\\[\\]-]{1,260}([/?#][^\\s\\u0000-\\u001f]*)?$',
  maxLength: 1000,
} as const;

/** A list of words that is not empty, when it is there. */
export function optionalWords(input: Outputs, name: string): Argv | undefined {
  const [first, ...rest] = textListInput(input, name);
  return first === undefined ? undefined : [first, ...rest];
}

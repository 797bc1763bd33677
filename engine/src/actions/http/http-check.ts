import { parseDuration } from '@chatops-commander/schemas';
import type { HttpAction, Outputs } from '../action.js';
import { optionalInteger, optionalText, textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';

/** What to ask for and what is good; times in milliseconds. */
export interface HttpExpectation {
  readonly url: string;
  /** Undefined: anything from 200 to 399. */
  readonly status: number | undefined;
  readonly contains: string | undefined;
  /** Go on asking until it is good, so long at most; 0: ask once. */
  readonly withinMs: number;
  readonly everyMs: number;
}

export const httpCheck: HttpAction = {
  kind: 'http',
  name: 'http.check',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Status, milliseconds and days of TLS left, from the worker',
    fr: 'Statut, millisecondes et validité du certificat TLS, vus du worker',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['url'],
    properties: {
      // No user:password@ part: it would stand in git.
      url: {
        type: 'string',
        pattern: '^https?://[A-Za-z0-9.:_\\[\\]-]{1,260}([/?#][^\\s\\u0000-\\u001f]*)?$',
        maxLength: 1000,
      },
      status: { type: 'integer', minimum: 100, maximum: 599 },
      contains: { type: 'string', minLength: 1, maxLength: 500 },
      within: durationSchema,
      every: durationSchema,
    },
  },
  describe(input) {
    const { url, withinMs } = httpExpectation(input);
    const seconds = Math.round(withinMs / 1000);
    return {
      en: `Checks that ${url} answers${withinMs > 0 ? ` within ${seconds} s` : ''}`,
      fr: `Vérifie que ${url} répond${withinMs > 0 ? ` dans les ${seconds} s` : ''}`,
    };
  },
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
  defaultTimeoutMs: 30_000,
};

/** The step's inputs as an expectation. Throws UnexpectedInput when they were not checked against the schema. */
export function httpExpectation(input: Outputs): HttpExpectation {
  const within = optionalText(input, 'within');
  return {
    url: textInput(input, 'url'),
    status: optionalInteger(input, 'status'),
    contains: optionalText(input, 'contains'),
    withinMs: within === undefined ? 0 : parseDuration(within),
    everyMs: Math.max(100, parseDuration(optionalText(input, 'every') ?? '1s')),
  };
}

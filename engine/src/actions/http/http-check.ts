import { parseDuration } from '@chatops-commander/schemas';
import type { HttpAction, Outputs } from '../action.js';
import { optionalInteger, optionalText, textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { ONLY_READS } from '../only-reads.js';
import type { HttpExpectation } from './http-expectation.js';
import { httpFromServer } from './http-from-server.js';

export const httpCheck: HttpAction = {
  kind: 'http',
  name: 'http.check',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Status, milliseconds and days of TLS left, from the worker or from the server',
    fr: 'Statut, millisecondes et validité du certificat TLS, vus du worker ou du serveur',
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
      from: {
        description: 'Who asks; `controller`, the worker, without it. A server needs curl, and follows no redirect.',
        enum: ['controller', 'server'],
      },
      within: durationSchema,
      every: durationSchema,
    },
  },
  describe(input) {
    const { url, withinMs } = httpExpectation(input);
    const seconds = Math.round(withinMs / 1000);
    const onServer = isFromServer(input);
    return {
      en: `Checks that ${url} answers${onServer ? ' the server itself' : ''}${withinMs > 0 ? ` within ${seconds} s` : ''}`,
      fr: `Vérifie que ${url} répond${onServer ? ' au serveur lui-même' : ''}${withinMs > 0 ? ` dans les ${seconds} s` : ''}`,
    };
  },
  fromServer: (input) => (isFromServer(input) ? httpFromServer(httpExpectation(input)) : undefined),
  undo: ONLY_READS,
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

/** Whether the step's own server asks, rather than the worker. */
export const isFromServer = (input: Readonly<Record<string, unknown>>): boolean => input.from === 'server';

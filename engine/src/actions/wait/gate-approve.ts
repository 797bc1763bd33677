import { parseDuration } from '@chatops-commander/schemas';
import type { Outputs, WaitAction } from '../action.js';
import { optionalText, textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { NOTHING_TO_UNDO } from './nothing-to-undo.js';

/** What a person is asked in the middle of a run. */
export interface Gate {
  readonly message: string;
  /** The least role that may decide. */
  readonly role: 'operator' | 'admin';
  /** Milliseconds; silence means no. */
  readonly withinMs: number;
}

export const gateApprove: WaitAction = {
  kind: 'wait',
  name: 'gate.approve',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'A person decides by a comment whether the run goes on; silence means no',
    fr: "Une personne décide par un commentaire si l'exécution continue ; le silence vaut refus",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['message'],
    properties: {
      message: { type: 'string', minLength: 1, maxLength: 500 },
      from: { description: 'The least role that may decide; operator when left out.', enum: ['operator', 'admin'] },
      within: durationSchema,
    },
  },
  describe(input) {
    const { message } = gateOf(input);
    return { en: `Asks a person: ${message}`, fr: `Demande à une personne : ${message}` };
  },
  undo: NOTHING_TO_UNDO,
  defaultTimeoutMs: 0,
};

const defaultWithin = '1h';

/** The inputs of gate.approve. Throws UnexpectedInput. */
export function gateOf(input: Outputs): Gate {
  return {
    message: textInput(input, 'message'),
    role: input.from === 'admin' ? 'admin' : 'operator',
    withinMs: parseDuration(optionalText(input, 'within') ?? defaultWithin),
  };
}

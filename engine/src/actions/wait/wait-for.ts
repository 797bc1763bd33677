import { parseDuration } from '@chatops-commander/schemas';
import type { Outputs, WaitAction } from '../action.js';
import { textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { sayDuration } from '../say-figures.js';
import { NOTHING_TO_UNDO } from './nothing-to-undo.js';

export const waitFor: WaitAction = {
  kind: 'wait',
  name: 'wait.for',
  effect: 'read',
  risk: 'low',
  summary: { en: 'Lets some time pass', fr: 'Laisse passer un certain temps' },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['duration'],
    properties: { duration: durationSchema },
  },
  describe(input) {
    const span = sayDuration(waitedMs(input) / 1000);
    return { en: `Waits ${span.en}`, fr: `Attend ${span.fr}` };
  },
  undo: NOTHING_TO_UNDO,
  defaultTimeoutMs: 0,
};

/** Milliseconds. Throws UnexpectedInput. */
export const waitedMs = (input: Outputs): number => parseDuration(textInput(input, 'duration'));

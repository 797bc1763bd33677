import { parseDuration } from '@chatops-commander/schemas';
import type { Outputs, WaitAction } from '../action.js';
import { optionalText, textInput } from '../input-fields.js';
import { durationSchema } from '../input-schemas.js';
import { sayDuration } from '../say-figures.js';
import { NOTHING_TO_UNDO } from './nothing-to-undo.js';

/** Times in milliseconds. */
export interface AwaitedState {
  readonly withinMs: number;
  readonly everyMs: number;
  /** CEL on the probe's outputs; undefined: that the probe succeeds is enough. */
  readonly condition: string | undefined;
}

export const waitUntil: WaitAction = {
  kind: 'wait',
  name: 'wait.until',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Waits until a probe shows what is asked for; the step names it as `probe: { uses, with }`',
    fr: "Attend qu'une sonde montre l'état voulu ; l'étape la nomme par `probe: { uses, with }`",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['within'],
    properties: {
      within: durationSchema,
      every: durationSchema,
      condition: { description: 'CEL on the outputs of the probe.', type: 'string', minLength: 1, maxLength: 2000 },
    },
  },
  describe(input) {
    const { withinMs, condition } = awaitedState(input);
    const span = sayDuration(withinMs / 1000);
    return {
      en: `Waits until ${condition ?? 'the probe succeeds'}, ${span.en} at most`,
      fr: `Attend que ${condition ?? 'la sonde réussisse'}, ${span.fr} au plus`,
    };
  },
  undo: NOTHING_TO_UNDO,
  /** Of one look. */
  defaultTimeoutMs: 30_000,
};

const defaultEvery = '5s';
/** However long it waits, it looks no more often than this, so that a history stays short. */
const mostLooks = 200;

/** The inputs of wait.until. Throws UnexpectedInput. */
export function awaitedState(input: Outputs): AwaitedState {
  const withinMs = parseDuration(textInput(input, 'within'));
  const everyMs = parseDuration(optionalText(input, 'every') ?? defaultEvery);
  return {
    withinMs,
    everyMs: Math.max(1_000, everyMs, Math.ceil(withinMs / mostLooks)),
    condition: optionalText(input, 'condition'),
  };
}

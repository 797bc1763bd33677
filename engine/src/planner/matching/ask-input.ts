import type { Language, Outputs } from '../../actions/action.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { slotKind } from '../indexes/slot-kinds.js';
import type { PlanOutcome } from '../planner.js';
import { inSentence } from '../saying/say-names.js';
import { sayMissing, sayUnfit } from '../saying/say-missing.js';
import { describeInput, fillText } from './propose-entry.js';

interface Known {
  readonly inputs: Outputs;
  readonly language: Language;
  /** A value was given, and does not fit. */
  readonly unfit?: boolean;
}

/** Asks for one input of an entry, so that its value alone may be the answer. */
export function askInput(
  { entry }: IndexedEntry,
  input: string,
  { inputs, language, unfit = false }: Known,
): PlanOutcome {
  const { [input]: value, ...others } = inputs;
  const question = {
    title: fillText(entry.runbook.metadata.title, others),
    kind: slotKind(input),
    described: inSentence(describeInput(entry.runbook, input)),
  };
  return {
    kind: 'question',
    language,
    message: unfit ? sayUnfit(question, String(value)) : sayMissing(question),
    choices: [],
    lacks: { template: entry.path, input },
  };
}

import type { Source } from '@chatops-commander/schemas';
import type { Localized, Outputs } from '../../actions/action.js';
import { bindRunbook } from '../../runbook/bind-runbook.js';
import { fold } from '../../request/fold.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { isReading } from './match-entries.js';
import type { PlanContext, PlanOutcome } from '../planner.js';
import { prepareTemplate } from './prepare-template.js';
import { describeInput, fillText } from './propose-entry.js';
import type { Reading } from '../reading/reading.js';
import { inSentence } from '../saying/say-names.js';
import { sayPlan } from '../saying/say-plan.js';
import { questions } from '../saying/say-questions.js';

interface Resolved {
  readonly indexed: IndexedEntry;
  readonly inputs: Outputs;
  readonly servers: readonly string[];
}
interface Asked {
  readonly reading: Pick<Reading, 'language' | 'corrected'>;
  readonly context: PlanContext;
  readonly confidence?: number;
}

/** The entry as a runbook with everything named, or a question for what it still lacks. */
export function bindEntry(
  { indexed, inputs, servers }: Resolved,
  { reading, context, confidence }: Asked,
): PlanOutcome {
  const { entry } = indexed;
  const { language } = reading;
  const bound = bindRunbook({
    entry: { ...entry, runbook: prepareTemplate(entry.runbook, inputs) },
    inputs,
    servers,
    name: runbookName(entry.runbook.metadata.name, inputs, servers),
    source: sourceOf(context),
  });
  const title = fillText(entry.runbook.metadata.title, inputs);
  if (bound.ok)
    return {
      kind: 'runbook',
      language,
      runbook: bound.runbook,
      ...(confidence === undefined ? {} : { confidence }),
      message: sayPlan({ title, servers, reads: isReading(indexed), corrected: reading.corrected }),
    };
  const describe = (name: string): Localized => inSentence(describeInput(entry.runbook, name));
  const message =
    bound.missing.length > 0
      ? questions.missing(title, bound.missing.map(describe))
      : questions.invalid(
          title,
          bound.problems.map(({ input }) => describe(input)),
        );
  return { kind: 'question', language, message, choices: [] };
}

const shortAnswer = /^\s*(?:\/ops\s+)?\S{1,12}\s*$/i;

/** Where the runbook comes from, as it will stand in the file. */
export function sourceOf({ source, text, thread }: PlanContext): Source {
  // "1" or "web-02" alone tells a reader nothing: what it answers stands before it.
  const earlier = thread.filter((message) => message.by === 'user' && !shortAnswer.test(message.text)).at(-1)?.text;
  const words = shortAnswer.test(text) && earlier !== undefined ? `${earlier}\n${text}` : text;
  return {
    issue: source.issue,
    requester: source.requester,
    words: words.slice(0, 4000),
    planner: 'catalog',
    ...(source.comment === undefined ? {} : { comment: source.comment }),
    ...(source.wordsDigest === undefined ? {} : { wordsDigest: source.wordsDigest }),
  };
}

/** A name for the new runbook: the entry's, the service, and the server when it is one. */
export function runbookName(base: string, inputs: Outputs, servers: readonly string[]): string {
  const service = typeof inputs.service === 'string' ? [inputs.service] : [];
  const server = servers.length === 1 ? servers : [];
  return [base, ...service, ...server]
    .map((part) => fold(part).replace(/[^a-z0-9._-]+/g, '-'))
    .join('-')
    .slice(0, 100);
}

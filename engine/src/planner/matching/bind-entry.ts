import type { Source } from '@chatops-commander/schemas';
import type { Outputs } from '../../actions/action.js';
import { bindRunbook } from '../../runbook/bind-runbook.js';
import { fold } from '../../request/fold.js';
import type { IndexedEntry } from '../indexes/catalog-index.js';
import { askInput } from './ask-input.js';
import { isReading } from './match-entries.js';
import type { PlanContext, PlanOutcome } from '../planner.js';
import { prepareTemplate } from './prepare-template.js';
import { fillText } from './propose-entry.js';
import type { Reading } from '../reading/reading.js';
import type { Given } from '../reading/request.js';
import { sayPlan } from '../saying/say-plan.js';

interface Resolved {
  readonly indexed: IndexedEntry;
  readonly inputs: Outputs;
  readonly servers: readonly string[];
}
interface Asked {
  readonly given?: Given;
  readonly reading: Pick<Reading, 'language' | 'corrected'>;
  readonly context: PlanContext;
  readonly confidence?: number;
}

/** The entry as a runbook with everything named, or a question for what it still lacks. */
export function bindEntry(
  { indexed, inputs, servers }: Resolved,
  { reading, context, confidence, given }: Asked,
): PlanOutcome {
  const { entry } = indexed;
  const { language } = reading;
  const bound = bindRunbook({
    entry: { ...entry, runbook: prepareTemplate(entry.runbook, inputs) },
    inputs,
    servers,
    name: runbookName(entry.runbook.metadata.name, inputs, servers),
    source: sourceOf(context, given),
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
  const [missing] = bound.missing;
  const unfit = bound.problems[0]?.input;
  const asked = missing ?? unfit ?? '';
  return askInput(indexed, asked, { inputs, language, unfit: missing === undefined });
}

const shortAnswer = /^\s*(?:\/ops\s+)?\S{1,12}\s*$/i;

/** Where the runbook comes from, as it will stand in the file. */
export function sourceOf({ source, text, thread }: PlanContext, given?: Given): Source {
  // "1" or "web-02" alone tells a reader nothing: what it answers stands before it.
  const said = thread.filter(({ by }) => by === 'user').map((message) => message.text);
  const from = said.findLastIndex((one) => !shortAnswer.test(one));
  const asked = shortAnswer.test(text) && from >= 0 ? [...said.slice(from), text].join('\n') : text;
  const words = [asked, ...Object.values(given?.inputs ?? {})].join('\n');
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

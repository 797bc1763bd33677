import { combinePlans, type PlannedPart } from './combine-plans.js';
import type { PlanOutcome } from '../planner.js';
import { askedChanges } from '../matching/asked.js';
import { isReading } from '../matching/match-entries.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { questions } from '../saying/say-questions.js';
import { fillText } from '../matching/propose-entry.js';

/** More things than these in one request are not one request. */
const maxParts = 5;

export type PlanOne = (request: Request) => PlanOutcome;

/**
 * Plans each thing of a request that asks for several, in order. The first that needs an answer is asked about; only
 * when all are clear does one runbook do them all. Undefined when there is only one thing.
 */
export function planSequence(all: readonly Reading[], request: Request, planOne: PlanOne): PlanOutcome | undefined {
  const { reading } = request;
  const parts = all.filter((part) => !onlyComplains(part));
  if (parts.length < 2 || parts.length > maxParts) return undefined;
  const planned: PlannedPart[] = [];
  let open: PlanOutcome | undefined;
  for (const [at, part] of parts.entries()) {
    const outcome = planOne({ ...request, reading: startedAgain(part, parts.slice(0, at)) });
    if (outcome.kind === 'answer' && askedChanges(part).size === 0) continue;
    // A value is asked for only where the rest can be done.
    if (outcome.kind === 'question' && outcome.lacks !== undefined) {
      open ??= outcome;
      continue;
    }
    if (outcome.kind !== 'runbook') return outcome;
    planned.push({ plan: outcome, reads: readsOnly(outcome, request) });
  }
  if (open !== undefined) return open;
  const different = [...new Map(planned.map((part) => [whatItDoes(part), part])).values()];
  if (different.length === 0) return undefined;
  const combined = combinePlans(different);
  if (combined !== undefined) return combined;
  const titles = planned.map(({ plan }) => fillText(plan.runbook.metadata.title, {}));
  return { kind: 'question', language: reading.language, message: questions.oneAtATime(titles), choices: [] };
}

/** Said twice, "the logs; the log says …", it is done once. */
const whatItDoes = ({ plan }: PlannedPart): string => JSON.stringify(plan.runbook.spec);

function readsOnly(outcome: PlanOutcome, { catalog }: Request): boolean {
  if (outcome.kind !== 'runbook') return true;
  const template = outcome.runbook.metadata.source?.template;
  const indexed = catalog.entries.find(({ entry }) => entry.path === template);
  return indexed !== undefined && isReading(indexed);
}

/** "the disk is full", beside what is asked for because of it. */
const onlyComplains = (part: Reading): boolean =>
  part.symptom && part.acts.every(({ part: word, stance }) => word === 'topic' || stance !== 'asked');

/** "stop it, dump the database, restart it": what was stopped before is only started. */
function startedAgain(part: Reading, before: readonly Reading[]): Reading {
  const stopped = before.some(
    (one) => askedChanges(one).has('stop') && part.services.every((service) => one.services.includes(service)),
  );
  if (!stopped || part.services.length === 0) return part;
  return { ...part, acts: part.acts.map((act) => (act.concept === 'restart' ? { ...act, concept: 'start' } : act)) };
}

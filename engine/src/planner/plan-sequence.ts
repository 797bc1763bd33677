import { findPart } from './inherit-part.js';
import { combinePlans, type PlannedPart } from './combine-plans.js';
import type { PlanOutcome } from './planner.js';
import { askedChanges } from './match-entries.js';
import type { Reading } from './reading.js';
import type { Request } from './request.js';
import { questions } from './say-questions.js';
import { fillText } from './propose-entry.js';

/** More things than these in one request are not one request. */
const maxParts = 5;

export type PlanOne = (request: Request) => PlanOutcome;

/**
 * Plans each thing of a request that asks for several, in order. The first that needs an answer is asked about; only
 * when all are clear does one runbook do them all. Undefined when there is only one thing.
 */
export function planSequence(
  request: Request,
  planOne: PlanOne,
  reads: (outcome: PlanOutcome) => boolean,
): PlanOutcome | undefined {
  const { reading } = request;
  const parts = reading.parts.map((_, at) => findPart(reading.parts, at)).filter((part) => !onlyComplains(part));
  if (parts.length < 2 || parts.length > maxParts) return undefined;
  const planned: PlannedPart[] = [];
  for (const part of parts) {
    const outcome = planOne({ ...request, reading: part });
    if (outcome.kind === 'answer' && askedChanges(part).size === 0) continue;
    if (outcome.kind !== 'runbook') return outcome;
    planned.push({ plan: outcome, reads: reads(outcome) });
  }
  if (planned.length === 0) return undefined;
  const combined = combinePlans(planned);
  if (combined !== undefined) return combined;
  const titles = planned.map(({ plan }) => fillText(plan.runbook.metadata.title, {}));
  return { kind: 'question', language: reading.language, message: questions.oneAtATime(titles), choices: [] };
}

/** "the disk is full", beside what is asked for because of it. */
const onlyComplains = (part: Reading): boolean =>
  part.symptom && part.acts.every(({ part: word, stance }) => word === 'topic' || stance !== 'asked');

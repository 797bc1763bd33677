import type { Localized } from '../actions/action.js';
import { readComplaint } from './diagnose.js';
import { lookInto } from './look-into.js';
import { askedConcepts, isReading, type Match, matchEntries } from './match-entries.js';
import { planChange } from './plan-change.js';
import { planLook } from './plan-look.js';
import type { PlanOutcome } from './planner.js';
import { saysNothing } from './read-place.js';
import type { Reading } from './reading.js';
import type { Request } from './request.js';
import { answers } from './say-questions.js';

/** Deeds that are mentioned in complaints as often as they are asked for: "the certificate is broken". */
const oftenMentioned = new Set(['certificate', 'network', 'database', 'account', 'deploy']);

/** Decides what one reading comes to: only what was asked in earnest can become a change. */
export function planReading(request: Request): PlanOutcome {
  const { reading } = request;
  const { language, signs } = reading;
  const asked = askedConcepts(reading);
  const answer = (message: Localized): PlanOutcome => ({ kind: 'answer', language, message });

  if (signs.dismissal && asked.size === 0) return answer(answers.leftAlone);
  if (signs.help && asked.size === 0 && reading.services.length === 0) return answer(answers.help);

  if (isGreeting(reading, request.context.text)) return answer(answers.help);

  const best = bestMatch(matchEntries(reading, request.catalog, asked));
  const deed = beyondReach(reading, best);
  if (deed !== undefined) {
    const complaint =
      reading.symptom && oftenMentioned.has(deed.concept) ? readComplaint(reading, request.index) : undefined;
    if (complaint !== undefined) return lookInto(complaint, request);
    return { kind: 'refusal', language, message: answers.cannot(deed.deed) };
  }
  if (best !== undefined && !isReading(best.indexed)) return planChange(best, request);
  return planLook(request, asked);
}

/** A change that was asked for is not dropped because something to look at matches better. */
function bestMatch([first, ...others]: readonly Match[]): Match | undefined {
  if (first === undefined || first.beside.length === 0) return first;
  return [first, ...others].find(({ indexed }) => !isReading(indexed)) ?? first;
}

const greeting = /\b(?:bonjour|bonsoir|salut|coucou|merci|hello|hi|hey|thanks|thank you|thx)\b/i;

const isGreeting = ({ acts, services, symptom, unknown, place }: Reading, text: string): boolean =>
  greeting.test(text) && acts.length + services.length + unknown === 0 && !symptom && saysNothing(place);

function beyondReach(reading: Reading, best: Match | undefined): { concept: string; deed: Localized } | undefined {
  for (const { concept, deed, stance } of reading.acts) {
    if (deed === undefined || stance !== 'asked') continue;
    // A team's own runbook may well do what the library can't.
    if (best !== undefined && !best.beside.includes(concept)) continue;
    return { concept, deed };
  }
  return undefined;
}

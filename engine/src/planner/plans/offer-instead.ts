import { sayAbilities } from '../matching/abilities.js';
import { bindEntry } from '../matching/bind-entry.js';
import { confidenceOf } from '../matching/confidence.js';
import { isReading, matchEntries } from '../matching/match-entries.js';
import { proposeEntry } from '../matching/propose-entry.js';
import { resolveEntry } from '../matching/resolve-entry.js';
import type { PlanOutcome } from '../planner.js';
import type { Asked } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { inSentence } from '../saying/say-names.js';
import { answers, questions } from '../saying/say-questions.js';

/** A name and nothing else asks how it is. */
export const justLook: Asked = { concept: 'check', part: 'verb', weak: true, stance: 'asked' };

/** Looks at what the words are about once one value more is known: "check the certificate", of which host? */
export function askForValue(request: Request, topics: ReadonlySet<string>): PlanOutcome | undefined {
  const { reading, catalog } = request;
  const given = Object.entries(reading.values.literals).some(([kind, found]) => kind !== 'number' && found.length > 0);
  if (given || reading.unknown + reading.strangers.length > 0 || reading.signs.across) return undefined;
  const match = matchEntries(reading, catalog, { topics, askable: true }).find(
    ({ indexed, phrase, beside }) => isReading(indexed) && phrase.concepts.size > 0 && beside.length === 0,
  );
  if (match === undefined) return undefined;
  const resolved = resolveEntry(match, request);
  if (resolved.kind !== 'resolved') return resolved;
  return bindEntry(resolved, { ...request, confidence: confidenceOf(resolved.reading, match) });
}

/** What was asked of a server has no look of its own: how it is in general would be a guess, and is only offered. */
export function offerInstead(request: Request): PlanOutcome {
  const { reading, catalog } = request;
  const { language } = reading;
  const bare = { ...request, reading: { ...reading, acts: [justLook] } };
  const [match] = matchEntries(bare.reading, catalog, {}).filter(({ indexed }) => isReading(indexed));
  if (match === undefined) return { kind: 'refusal', language, message: answers.notUnderstood(sayAbilities(catalog)) };
  const resolved = resolveEntry(match, bare);
  if (resolved.kind !== 'resolved') return resolved;
  const offer = proposeEntry(resolved.indexed, resolved.inputs, resolved.servers);
  const unread = reading.objects.find(({ service, role }) => !service && role === undefined)?.typed;
  return { kind: 'question', language, message: questions.instead(unread, inSentence(offer.title)), choices: [offer] };
}

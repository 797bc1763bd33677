import type { Localized } from '../../actions/action.js';
import { bindEntry } from '../matching/bind-entry.js';
import { readComplaint } from '../diagnosis/diagnose.js';
import { bars, confidenceOf } from '../matching/confidence.js';
import { askedChanges } from '../matching/asked.js';
import { isReading, type Match, matchEntries } from '../matching/match-entries.js';
import { lookInto } from '../diagnosis/look-into.js';
import type { PlanOutcome, Proposal } from '../planner.js';
import { fillText, proposeEntry } from '../matching/propose-entry.js';
import type { Request } from '../reading/request.js';
import { nearestServers } from '../matching/nearest-servers.js';
import { type ResolvedEntry, resolveEntry } from '../matching/resolve-entry.js';
import { inSentence } from '../saying/say-names.js';
import { answers, questions } from '../saying/say-questions.js';

/** A change looks at these by itself, so that asking for them besides asks for nothing more. */
const lookedAtAnyway = new Set(['status', 'health', 'services', 'outside', 'uptime']);
const leave = /^(?:peut on|puis je|can i|can we|may i|may we|est ce que je peux|est ce qu on peut|est ce que on peut)$/;
const ordering = /^(?:once|as soon as|une fois que?|une fois|des que?|aussitot que?)$/;
/** Scores nearer than this say nothing about which is meant. */
const tie = 0.05;

/**
 * A request whose best match changes something. It becomes a runbook only when it was asked for plainly: not how, not
 * whether, not if, not later, not together with something else, and with every name known.
 */
export function planChange(best: Match, request: Request): PlanOutcome {
  const { reading } = request;
  const { language, moods } = reading;
  const ask = (message: Localized, choices: readonly Proposal[]): PlanOutcome => ({
    kind: 'question',
    language,
    message,
    choices,
  });

  if (moods.has('how-to')) return { kind: 'answer', language, message: sayHow(best, request) };
  const others = competing(best, request);
  if (others.length > 0)
    return ask(
      questions.oneAtATime([best, ...others].map(titleOf)),
      [best, ...others].flatMap((match) => choiceOf(resolveEntry(match, request))),
    );

  const supposed = moods.has('condition') || moods.has('advice') || moods.has('inquiry');
  // "once it's up, the other one too" is an order of things, and nothing to look into.
  const onlyOrder = !reading.symptom && moods.has('condition') && [...reading.said].some((word) => ordering.test(word));
  // "peut-on redémarrer la base ?" asks for leave, and is asked back; "should we" wants to know.
  const asksLeave = !reading.symptom && moods.has('advice') && [...reading.said].some((word) => leave.test(word));
  // "maybe we should restart all of ldap?" weighs one deed, which is asked back; "just tell me how it is" looks.
  const looks = reading.acts.some(({ weak, concept, stance }) => weak && stance === 'asked' && concept !== 'launch');
  const weighed = moods.has('advice') && !reading.symptom && !reading.signs.wavers && !looks;
  if (supposed && !onlyOrder && !asksLeave && !weighed) {
    const complaint = readComplaint(reading, request.index);
    // "someone should restart everything" complains of nothing.
    if (complaint !== undefined && (reading.symptom || complaint.about === 'services'))
      return lookInto(complaint, request);
  }
  const resolved = resolveEntry(best, request);
  if (resolved.kind !== 'resolved') return resolved;
  const choices = choiceOf(resolved);
  const title = choices[0]?.title ?? titleOf(best);
  if (moods.has('later')) return ask(questions.notLater(inSentence(title)), choices);

  const [stranger] = resolved.reading.strangers;
  if (stranger !== undefined) {
    return ask(questions.unknownName(stranger, nearestServers(stranger, request.index.servers).known), choices);
  }
  const [beside] = resolved.servers.length > 1 ? resolved.reading.beside : [];
  if (beside !== undefined)
    return ask(questions.unknownName(beside, nearestServers(beside, request.index.servers).known), choices);
  const confidence = confidenceOf(resolved.reading, best);
  if (supposed || reading.unread.length > 0 || confidence < (isReading(best.indexed) ? bars.look : bars.change))
    return ask(questions.notSure(inSentence(title)), choices);
  return bindEntry(resolved, { ...request, confidence });
}

const titleOf = ({ indexed }: Match): Localized => fillText(indexed.entry.runbook.metadata.title, {});

const choiceOf = (resolved: ResolvedEntry | PlanOutcome): Proposal[] =>
  resolved.kind === 'resolved' ? [proposeEntry(resolved.indexed, resolved.inputs, resolved.servers)] : [];

/** Entries for what was asked besides, and a second entry that fits as well as the first. */
function competing(best: Match, { reading, catalog }: Request): Match[] {
  const asked = askedChanges(reading);
  // What is only mentioned, "the disk looks fine", asks for nothing.
  const looks = reading.acts.some(({ weak, concept, stance }) => weak && stance === 'asked' && concept !== 'launch');
  const besides = best.beside.filter((concept) => !lookedAtAnyway.has(concept) && (looks || asked.has(concept)));
  const forBesides = besides.flatMap((concept) => {
    const only = new Set([concept]);
    const none = new Set<string>();
    return (
      matchEntries(reading, catalog, asked.has(concept) ? { asked: only, topics: none } : { topics: only })[0] ?? []
    );
  });
  const equals = matchEntries(reading, catalog, { asked }).filter(
    (match) => match.indexed !== best.indexed && best.score - match.score < tie && !isReading(match.indexed),
  );
  return [
    ...new Map(
      [...forBesides, ...equals]
        .filter(({ indexed }) => indexed !== best.indexed)
        .map((match) => [match.indexed, match]),
    ).values(),
  ];
}

function sayHow(best: Match, { reading }: Request): Localized {
  const [service = '…'] = reading.services;
  const title = fillText(best.indexed.entry.runbook.metadata.title, { service });
  const where = reading.place.named[0];
  const on = where === undefined ? { en: '', fr: '' } : { en: ` on ${where}`, fr: ` sur ${where}` };
  const words = inSentence(title);
  return answers.howTo(title, { en: `${words.en}${on.en}`, fr: `${words.fr}${on.fr}` });
}

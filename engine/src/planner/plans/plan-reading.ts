import type { Localized } from '../../actions/action.js';
import { readComplaint } from '../diagnosis/diagnose.js';
import { lookInto } from '../diagnosis/look-into.js';
import { fold } from '../../request/fold.js';
import { sayAbilities } from '../matching/abilities.js';
import { answerAbout } from '../answers/answer-about.js';
import { answerKnowledge } from '../answers/answer-knowledge.js';
import { askedChanges, namedTopics } from '../matching/asked.js';
import { isChat } from '../answers/chat.js';
import { smallTalk } from '../answers/small-talk.js';
import { isReading, type Match, matchEntries } from '../matching/match-entries.js';
import { planChange } from './plan-change.js';
import { planLook } from './plan-look.js';
import type { PlanOutcome } from '../planner.js';
import { findPart } from '../reading/inherit-part.js';
import { planSequence } from './plan-sequence.js';
import { lacksRoom } from '../reading/lacks-room.js';
import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';
import type { Request } from '../reading/request.js';
import { answers } from '../saying/say-questions.js';

/** Deeds that are mentioned in complaints as often as they are asked for: "the deploy broke it". */
const oftenMentioned = new Set([
  'renew',
  'change-network',
  'change-data',
  'manage-accounts',
  'deploy',
  'upgrade',
  'backup',
]);
/** Say that something is to be carried out, and what it is stands beside them. */
const generic = new Set(['run', 'touch', 'launch']);
/** A change looks at these by itself, so that asking for them besides asks for nothing more. */
const lookedAtAnyway = new Set(['status', 'health', 'services', 'outside', 'uptime']);

/** Decides what one request comes to: only what was asked in earnest can become a change. */
export function planReading(request: Request): PlanOutcome {
  const { reading, context } = request;
  const { language, signs } = reading;
  const asked = askedChanges(reading);
  const answer = (message: Localized): PlanOutcome => ({ kind: 'answer', language, message });

  const wants =
    reading.acts.some(isLook) || reading.symptom || namedTopics(reading).size > 0 || reading.place.named.length > 0;
  if (signs.dismissal && asked.size === 0 && !wants) return answer(answers.leftAlone);
  const orders = [...asked].filter((concept) => !concept.startsWith('word:') && !generic.has(concept));
  if (
    signs.help &&
    orders.length === 0 &&
    reading.services.length === 0 &&
    saysNothing(reading.place) &&
    !reading.symptom
  )
    return answer(smallTalk(fold(context.text)) ?? answers.help(sayAbilities(request.catalog)));
  if (isGreeting(reading, fold(context.text)))
    return answer(smallTalk(fold(context.text)) ?? answers.help(sayAbilities(request.catalog)));

  if (orders.length > 0 && signs.knowledge !== 'approver' && namedTopics(reading).has('approval'))
    return { kind: 'refusal', language, message: answers.cannot(changeRules) };
  const known = answerAbout(request) ?? answerKnowledge(request);
  if (known !== undefined) return answer(known);
  if (isChat(reading)) return answer(answers.help(sayAbilities(request.catalog)));

  const explained =
    reading.moods.has('how-to') && asked.size === 0 ? bestChange(request, namedDeeds(reading)) : undefined;
  const best = explained ?? bestChange(request, asked);
  const left = leftOver(best, asked, request);
  const parts = partsOf(request, left, best);
  if (parts.length > 1) {
    const sequence = planSequence(parts, request, planReading);
    if (sequence !== undefined) return sequence;
  }
  if (lacksRoom(reading)) {
    const full = readComplaint(reading, request.index);
    if (full !== undefined) return lookInto(full, request);
  }
  const deed = beyondReach(reading, asked, best);
  if (deed !== undefined) {
    const complaint =
      reading.symptom && oftenMentioned.has(deed.concept) ? readComplaint(reading, request.index) : undefined;
    if (complaint !== undefined) return lookInto(complaint, request);
    // Whether it should be done is no order: what there is to see about it is shown.
    if (reading.moods.has('advice') && !saysNothing(reading.place)) return planLook(request);
    return { kind: 'refusal', language, message: answers.cannot(deed.deed) };
  }
  if (best === undefined && orders.length > 0 && !reading.symptom && !reading.moods.has('advice'))
    return { kind: 'refusal', language, message: answers.cannot(thatDeed) };
  const onlyOwnWords = [...asked].every((concept) => concept.startsWith('word:') || generic.has(concept));
  if (best === undefined || (isReading(best.indexed) && onlyOwnWords)) return planLook(request);
  return planChange(best, request);
}

/** "what would a restart involve?": what the noun names is to be explained. */
const namedDeeds = ({ acts }: Reading): ReadonlySet<string> =>
  new Set(
    acts
      .filter(({ part, stance, weak }) => part === 'noun' && stance === 'told' && !weak)
      .map(({ concept }) => concept),
  );

/** The entry that does what was asked; one that only looks will do where its own phrase has the verb. */
function bestChange({ reading, catalog }: Request, asked: ReadonlySet<string>): Match | undefined {
  if (asked.size === 0) return undefined;
  return matchEntries(reading, catalog, { asked }).find(
    ({ indexed, beside, phrase }) =>
      !isReading(indexed) ||
      [...asked].some((concept) => !beside.includes(concept)) ||
      ([...asked].every((concept) => generic.has(concept)) && phrase.concepts.size > 0),
  );
}

const thatDeed: Localized = { en: 'do that', fr: 'faire cela' };
const changeRules: Localized = {
  en: 'change who approves: that is the policy, and a pull request that changes it',
  fr: 'changer qui approuve : cela se fait dans la politique, par une pull request',
};

/** What was asked, and the best entry leaves undone. */
function leftOver(
  best: Match | undefined,
  asked: ReadonlySet<string>,
  { reading, catalog }: Request,
): readonly string[] {
  const found = best ?? (asked.size === 0 ? matchEntries(reading, catalog, {})[0] : undefined);
  if (found === undefined) return [...asked, ...namedTopics(reading)];
  // "the health of vpn-01, then restart it": what is to be seen before has to be shown before.
  const [opening, ...more] = reading.parts;
  const before = opening !== undefined && more.length > 0 && askedChanges(opening).size === 0 && !opening.symptom;
  const first = before ? namedTopics(opening) : new Set<string>();
  return found.beside.filter(
    (concept) =>
      (asked.size === 0 || first.has(concept) || !lookedAtAnyway.has(concept)) &&
      !generic.has(concept) &&
      !concept.startsWith('word:'),
  );
}

/** The several things that were asked for; one and the same for several services is several too. */
function partsOf(
  { reading, catalog, index }: Request,
  left: readonly string[],
  best: Match | undefined,
): readonly Reading[] {
  if (left.length > 0 && reading.parts.length > 1)
    return reading.parts.map((_, at) => findPart(reading.parts, at, index));
  const found = best ?? matchEntries(reading, catalog, {})[0];
  const single = found?.indexed.entry.runbook.spec.inputs?.service?.required === true;
  if (!single || reading.services.length < 2 || reading.symptom) return [];
  return reading.services.map((service) => ({ ...reading, services: [service], parts: [] }));
}

const greeting =
  /\b(?:bonne fin|bon (?:week-?end|apres-midi|courage|dimanche|appetit|retour)|bonnes (?:vacances|fetes)|have a (?:good|nice|great)|good (?:weekend|afternoon|evening|work)|enjoy|remercie|reconnaissant|apprecie|appreciate[ds]?|amazing|wonderful|fantastic|excellent|brilliant|love (?:you|this|it)|rock|stars?|champions?|felicitations|congrats|congratulations|joyeux|happy|a demain|a plus|bye|ciao|au revoir|see you|desolee?|sorry|mdr|ptdr|bonjour|bonsoir|salut|coucou|merci|hello|hi|hey|thanks|thank you|thx|bravo|nickel|parfait|perfect|super|top|genial|great|well done|nice|cool|bien joue|chapeau|good (?:bot|job|night|morning)|bonne (?:nuit|journee|soiree)|awesome|lol|haha)\b/;
const farewell = /\b(?:a demain|a plus|bye|ciao|au revoir|see you|bonne (?:nuit|journee|soiree))\b/;
/** Courtesy is short; with more words that say nothing to me it may well be a request. */
const courtesy = 3;

const isGreeting = ({ acts, services, symptom, unknown, place }: Reading, text: string): boolean =>
  greeting.test(text) &&
  (farewell.test(text) || acts.every(({ weak, stance }) => weak || stance === 'told')) &&
  services.length === 0 &&
  unknown <= courtesy &&
  !symptom &&
  saysNothing({ ...place, all: false, both: false });

const isLook = ({ weak, concept }: Reading['acts'][number]): boolean =>
  weak && concept !== 'launch' && concept !== 'revive';

function beyondReach(
  reading: Reading,
  asked: ReadonlySet<string>,
  best: Match | undefined,
): { concept: string; deed: Localized } | undefined {
  for (const { concept, deed } of reading.acts) {
    if (!asked.has(concept) || generic.has(concept)) continue;
    // A team's own runbook may well do what the library can't.
    if (best !== undefined && !best.beside.includes(concept)) continue;
    if (deed !== undefined) return { concept, deed };
  }
  return undefined;
}

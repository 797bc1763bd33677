import type { Language } from '../actions/action.js';
import { findAction } from '../actions/registry.js';
import { detectLanguage } from '../request/detect-language.js';
import { answerMissing } from './thread/answer-missing.js';
import { answerNumber, answerNumbers, numberedLines, numberedWords } from './thread/answer-number.js';
import { type FindAction, indexCatalog } from './indexes/catalog-index.js';
import { type Complaint, readComplaint } from './diagnosis/diagnose.js';
import { continueThread, lastNaming } from './thread/follow-up.js';
import { interpret } from './reading/interpret.js';
import { indexInventory } from './indexes/inventory-index.js';
import { onceFor } from './thread/once-for.js';
import { nameByNumber, pointedNumber } from './thread/pointed-number.js';
import { planReading } from './plans/plan-reading.js';
import type { PlanContext, Planner, PlanOutcome } from './planner.js';
import { proposeRemedies } from './diagnosis/propose-remedies.js';
import { inSentence } from './saying/say-names.js';
import { saysNothing } from './reading/read-place.js';
import { readReply, type Reply } from './thread/read-reply.js';
import type { Reading } from './reading/reading.js';
import type { Given, Request } from './reading/request.js';
import { answers, questions } from './saying/say-questions.js';

/** "1 and 3", "2, 3". */
const severalNumbers = /^\s*(?:\/ops\s+)?\d{1,2}(?:\s*(?:,|et|and|&|\+|puis|then)\s*\d{1,2})+\s*[.!]?\s*$/i;

const bareNumber = /^\s*(?:\/ops\s+)?(?:n°|#)?\s*([1-9]\d?)\s*[.)!]?\s*$/i;

const consent =
  /^\s*(?:\/ops\s+)?(?:(?:yes|yep|yeah|yup|sure|ok|okay|oki|go|go on|go ahead|go for it|do it|please do|let['’]s do it|sounds good|oui|ouais|ouaip|si|allez|d['’]accord|dac|vas[- ]?y|allez[- ]?y|fais[- ]le|faites[- ]le|fonce|banco|envoie(?: la sauce)?|balance(?: la sauce)?|feu|hit it|send it|make it so|let it rip|c['’]est parti|on y va|lance(?: tout)?|nickel|impec(?:cable)?|carr[eé]ment|volontiers|parfait|perfect|c['’]est [çc]a|c['’]est bon|please|stp|svp|s['’]il te pla[iî]t|s['’]il vous pla[iî]t|merci|thanks|thx)[\s,!.]*){1,4}$/i;

/**
 * A planner without network and without chance: it reads the words, matches them with the trigger phrases of the
 * catalog, and asks wherever the words leave a choice open. Inventory and catalog are indexed once per object.
 */
export function createCatalogPlanner(deps: { readonly findAction: FindAction } = { findAction }): Planner {
  const inventoryIndex = onceFor(indexInventory);
  const catalogIndex = onceFor((catalog: PlanContext['catalog']) => indexCatalog(catalog, deps.findAction));
  return {
    name: 'catalog',
    async plan(context) {
      const known = { inventory: inventoryIndex(context.inventory), catalog: catalogIndex(context.catalog) };
      const language = languageOf(context);
      const read = (text: string, as: Language): Reading => interpret(text, as, known);
      const reader = { language, known, read };
      const answered = answerMissing(context, {
        read: (text) => read(text, language),
        plan: (before, given) => planText(before, reader, given),
      });
      if (answered === undefined) return planText(context, reader);
      return planText({ ...answered.context, source: context.source }, reader, answered.given);
    },
  };
}

interface Reader {
  readonly language: Language;
  readonly known: { readonly inventory: Request['index']; readonly catalog: Request['catalog'] };
  readonly read: (text: string, language: Language) => Reading;
}

/** "tous sauf le 2": a number that is left out is the servers of that choice, where they are named. */
const leftOut =
  /\b(sauf|except|but|excepté|hormis|without|sans)\s+(?:(?:le|la|the|number|numéro|n°|#)\s*)?(\d{1,2})(?=\s*[.!]?\s*$)/i;

function nameLeftOut(context: PlanContext): PlanContext {
  const number = Number(leftOut.exec(context.text)?.[2]);
  if (!(number > 0)) return context;
  const open = context.openProposals[number - 1]?.servers;
  const line = context.openProposals.length > 0 ? undefined : numberedWords(number, context)?.trim();
  const names = open ?? (line !== undefined && context.inventory.servers[line] !== undefined ? [line] : []);
  return names.length === 0 ? context : { ...context, text: context.text.replace(leftOut, `$1 ${names.join(', ')}`) };
}

function planText(said: PlanContext, { language, known, read }: Reader, given?: Given): PlanOutcome {
  const context = nameByNumber(nameLeftOut(said), known.inventory, () =>
    lastNaming(said, (text) => read(text, language)),
  );
  const alone = read(context.text, language);
  if (severalNumbers.test(context.text) && context.openProposals.length > 0)
    return answerNumbers((context.text.match(/\d+/g) ?? []).map(Number), language, context, known.catalog);
  if (consent.test(context.text) && context.openProposals.length > 1)
    return { kind: 'question', language, message: questions.whichNumber, choices: context.openProposals };
  const offered = context.openProposals.length || numberedLines(context.thread);
  const reply = context.thread.length + offered === 0 ? undefined : readReply(context.text, alone);
  if (reply?.kind === 'no') return { kind: 'answer', language, message: answers.leftAlone };
  if (reply?.kind === 'yes' && context.openProposals.length > 1)
    return { kind: 'question', language, message: questions.whichNumber, choices: context.openProposals };
  const number = numberIn(reply, offered) ?? chosenNumber(context, alone);
  if (number !== undefined) {
    const words = context.openProposals.length === 0 ? numberedWords(number, context) : undefined;
    const later = alone.moods.has('later');
    if (words === undefined)
      return later ? askNow(number, language, context) : answerNumber(number, language, context, known.catalog);
    const said = putOff(read(words, language), later);
    const reading = continueThread(said, { ...context, text: words }, known.inventory, read) ?? said;
    return planReading({ reading, context, index: known.inventory, catalog: known.catalog });
  }
  const reading = continueThread(alone, context, known.inventory, read) ?? alone;
  if (context.findings.length > 0) {
    const complaint = readComplaint(reading, known.inventory) ?? complaintOf(context);
    return proposeRemedies(complaint, { reading, context, index: known.inventory, catalog: known.catalog });
  }
  const request = { reading, context, index: known.inventory, catalog: known.catalog };
  return planReading(given === undefined ? request : { ...request, given });
}

/** "le deuxième, mais attends 13h": what was chosen is offered for now. */
function askNow(number: number, language: Language, context: PlanContext): PlanOutcome {
  const chosen = context.openProposals[number - 1];
  if (chosen === undefined)
    return { kind: 'answer', language, message: answers.noSuchChoice(number, context.openProposals.length) };
  return { kind: 'question', language, message: questions.notLater(inSentence(chosen.title)), choices: [chosen] };
}

const putOff = (reading: Reading, later: boolean): Reading =>
  later ? { ...reading, moods: new Set([...reading.moods, 'later' as const]) } : reading;

/** "The last one" counts from the end; "yes" is the only one, where there is but one. */
function numberIn(reply: Reply | undefined, offered: number): number | undefined {
  if (reply === undefined || offered === 0) return undefined;
  if (reply.kind === 'yes') return offered === 1 ? 1 : undefined;
  if (reply.kind === 'no') return undefined;
  return reply.number < 0 ? Math.max(1, offered + 1 + reply.number) : reply.number;
}

function chosenNumber({ text, openProposals, thread }: PlanContext, reading: Reading): number | undefined {
  const bare = bareNumber.exec(text)?.[1];
  if (bare !== undefined) return Number(bare);
  const pointed = pointedNumber(text);
  if (pointed !== undefined && (openProposals.length > 0 || numberedLines(thread) > 0)) return pointed;
  // "yes" answers a question with one answer; of several it says nothing.
  if (consent.test(text) && openProposals.length === 1) return 1;
  const lone =
    reading.acts.every(({ weak }) => weak) &&
    reading.services.length === 0 &&
    saysNothing(reading.place) &&
    reading.unknown === 0;
  const { ordinal } = reading.signs;
  // "what was proposal 2 again?" chooses nothing.
  const long = text.trim().split(/\s+/).length > 6 || reading.moods.has('inquiry');
  if (!lone || long || reading.symptom || ordinal === undefined) return undefined;
  // "the last one" counts from the end.
  return ordinal < 0 ? Math.max(1, (openProposals.length || numberedLines(thread)) + 1 + ordinal) : ordinal;
}

/** What was looked at, when the words alone no longer tell. */
function complaintOf({ findings, inventory }: PlanContext): Complaint {
  const servers = new Set(
    findings.map(({ server }) => server).filter((server) => inventory.servers[server] !== undefined),
  );
  const services = findings.flatMap(({ outputs }) => (typeof outputs.service === 'string' ? [outputs.service] : []));
  return {
    services: [...new Set(services)],
    servers: [...servers],
    about: services.length > 0 ? 'services' : 'servers',
  };
}

/** The language of the words; a number or a bare name has that of the person's last sentence. */
function languageOf({ text, thread }: PlanContext): Language {
  const said = thread.filter(({ by }) => by === 'user').map((message) => message.text);
  return detectLanguage(text, detectLanguage(said.join('\n')));
}

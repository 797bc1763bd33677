import { closest, editDistance, isPlausibleSlip } from '../../request/edit-distance.js';
import { type InventoryIndex, looseKey } from '../indexes/inventory-index.js';
import { staticLexicon } from '../words/lexicon.js';
import { readMeasure } from '../words/measures.js';
import { closestGroup, closestServers, closestService } from './near-names.js';
import type { Meaning } from '../vocabulary/meaning.js';
import type { Token } from '../words/tokens.js';

const looksLikeHost =
  /^(?=[^\s]*[a-z])(?=[^\s]*\d)[a-z0-9][a-z0-9._-]*$|^[a-z0-9-]+(?:\.[a-z0-9-]+){2,}$|^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Verbs and symptoms that a slip may hide; small words are too close to one another. */
const slipProne = [...staticLexicon].filter(
  ([form, { kind }]) =>
    (kind === 'symptom' ? /^[a-z]{6,}$/ : /^[a-z]{5,}$/).test(form) &&
    (kind === 'act' || kind === 'symptom' || kind === 'machines'),
);
const meaningOf = new Map(slipProne);
const byInitial = groupByInitial();

function groupByInitial(): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const form of meaningOf.keys()) groups.set(form.charAt(0), [...(groups.get(form.charAt(0)) ?? []), form]);
  return groups;
}

/** "web 01", "app prod 1": a name cut in pieces by spaces. */
export function splitServerName(pieces: readonly Token[], inventory: InventoryIndex): Meaning | undefined {
  if (!/^\d+[a-z]?$/.test(pieces.at(-1)?.folded ?? '')) return undefined;
  const typed = pieces.map(({ raw }) => raw).join(' ');
  const servers = inventory.loose.get(looseKey(typed));
  return servers === undefined ? undefined : { kind: 'server', servers, typed, exact: false };
}

/** Adverbs say how; these few say how much. */
const adverb = /^[a-z]{4,}(?:ment|ly)$/;
const limiting = /^(?:partial|partiel|exclu|excep|uni|sole|sing|alternat|respecti|success|separe|part)/;

/** A word that nothing knows as it stands: a name spelled loosely, a verb with a slip, or unknown. */
export function readLooseWord(token: Token, inventory: InventoryIndex, acted: boolean): Meaning {
  const { folded, raw } = token;
  if (raw.includes('*')) return readPattern(folded, raw, inventory);
  const servers = inventory.loose.get(looseKey(folded)) ?? readDomainName(folded, inventory);
  if (servers !== undefined) return { kind: 'server', servers, typed: raw, exact: false };
  const measure = readMeasure(folded);
  if (measure !== undefined) return measure;
  if (isTicket(raw, inventory)) return { kind: 'filler' };
  if (looksLikeHost.test(folded)) return readHostLike(folded, raw, inventory);
  const service = closestService(folded, inventory);
  const verb = closestVerb(folded, acted);
  if (adverb.test(folded) && !limiting.test(folded) && service === undefined && verb === undefined)
    return { kind: 'filler' };
  // Between a verb and a name equally close: first comes what to do, then to what.
  if (
    service !== undefined &&
    (verb === undefined || service.distance < verb.distance || (acted && service.distance === verb.distance))
  ) {
    return { kind: 'service', services: service.names, typed: raw, exact: false };
  }
  if (verb !== undefined) return verb.meaning;
  const named = closestServers(folded, inventory);
  if (named.length > 0) return { kind: 'server', servers: named, typed: raw, exact: false };
  const group = closestGroup(folded, inventory);
  if (group !== undefined) return group;
  return { kind: 'unknown', typed: raw };
}

const ticket =
  /^(?:inc|chg|change|req|ritm|s?ctask|task|prb|tkt|ticket|jira|ops|sre|case|wo|cr|sr|itsm|rfc|bug|issue|pr|mr|dem|demande|incident)[-_]?\d{2,}$/i;
const capitals = /^([A-Z]{2,8})[-_]?\d{3,}$/;

/** "INC0048213", "CHG-771": the number of a ticket, unless a server's name begins so. */
function isTicket(raw: string, { servers }: InventoryIndex): boolean {
  const letters = capitals.exec(raw)?.[1]?.toLowerCase();
  return ticket.test(raw) || (letters !== undefined && !servers.some((name) => name.startsWith(letters)));
}

/** "web-01.example.com" is web-01, unless its domain names another environment than the server's. */
function readDomainName(folded: string, inventory: InventoryIndex): readonly string[] | undefined {
  const [label = '', ...domain] = folded.split('.');
  const servers = domain.length === 0 ? undefined : inventory.loose.get(looseKey(label));
  const elsewhere = domain.some((part) => {
    const meaning = inventory.lexicon.get(part);
    return (
      meaning?.kind === 'environment' && servers?.some((name) => inventory.environmentOf(name) !== meaning.environment)
    );
  });
  return elsewhere ? undefined : servers;
}

/** More stars than these take long to try, and nobody writes them. */
const maxStars = 2;

function readPattern(folded: string, typed: string, inventory: InventoryIndex): Meaning {
  if (folded.split('*').length > maxStars + 1) return { kind: 'unknown-server', typed };
  const parts = folded.split('*').map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`);
  const servers = inventory.servers.filter((name) => pattern.test(name));
  return servers.length === 0 ? { kind: 'unknown-server', typed } : { kind: 'tag', servers, typed };
}

/** Digits tell servers apart, so only letters may be misspelled: "wbe-01" is web-01, "web-09" is nobody. */
function readHostLike(folded: string, typed: string, inventory: InventoryIndex): Meaning {
  const service = inventory.serviceWords.get(folded);
  if (service !== undefined) return { kind: 'service', services: service, typed, exact: true };
  const letters = (name: string): string => looseKey(name).replace(/\d+/g, '#');
  const digits = (name: string): string => (looseKey(name).match(/\d+/g) ?? []).join(' ');
  const wanted = letters(folded);
  const same = inventory.servers.filter((name) => digits(name) === digits(folded));
  const near = new Set(closest(wanted, new Set(same.map(letters))).filter((name) => isPlausibleSlip(wanted, name)));
  const servers = same.filter((name) => near.has(letters(name)));
  if (servers.length > 0) return { kind: 'server', servers, typed, exact: false };
  const named = closestService(folded, inventory);
  if (named !== undefined) return { kind: 'service', services: named.names, typed, exact: false };
  const ending = inventory.endings.get(looseKey(folded));
  if (ending !== undefined) return { kind: 'server', servers: ending, typed, exact: false };
  return { kind: 'unknown-server', typed };
}

/** Endings that no form of a verb has: "réactivité" is no slip of "réactiver". */
const nominal = /(?:ites?|ity|ities|ness|ement|ements|ables?|ibles?|eurs?|euses?|istes?|ismes?|ists?|isms?)$/;

/** After a verb comes what it is for, which is no second verb misspelled: "restart redit" names something unknown. */
function closestVerb(folded: string, acted: boolean): { meaning: Meaning; distance: number } | undefined {
  if (folded.length < 5 || nominal.test(folded)) return undefined;
  // One slip for most verbs: "démarche" must not start anything.
  const slips = folded.length < 9 ? 1 : 2;
  const likely = (byInitial.get(folded.charAt(0)) ?? []).filter(
    (form) =>
      form.length !== folded.length || [...form.slice(0, 2)].sort().join() === [...folded.slice(0, 2)].sort().join(),
  );
  const forms = closest(folded, likely, slips);
  const concepts = new Set(forms.map((form) => conceptOf(meaningOf.get(form))));
  const [form] = forms;
  const meaning = form === undefined ? undefined : meaningOf.get(form);
  if (form === undefined || meaning === undefined || concepts.size > 1) return undefined;
  if (acted && meaning.kind === 'act') return undefined;
  return { meaning, distance: editDistance(folded, form, slips) };
}

const conceptOf = (meaning: Meaning | undefined): string =>
  meaning?.kind === 'act' ? meaning.concept : (meaning?.kind ?? '');

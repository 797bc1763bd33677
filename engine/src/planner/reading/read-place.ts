import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { Word } from '../words/word.js';
import { withoutMentionedPlaces } from './place-clauses.js';
import { isOfMachines } from '../words/all-of.js';
import { isExcepted } from '../words/excepted.js';
import { type Pick, readPick } from './read-pick.js';
import type { Ambiguity } from './reading.js';

/** Where a request wants something done, as its words say; which servers that makes depends on what is asked. */
export interface Place {
  /** Servers by name. */
  readonly named: readonly string[];
  /** Servers of groups: tags, patterns. */
  readonly grouped: readonly string[];
  /** "the web server", of which there may be several. */
  readonly singular: boolean;
  readonly environments: readonly string[];
  readonly all: boolean;
  readonly both: boolean;
  /** "les trois collecteurs": all of them, where there are so many. */
  readonly counted?: number;
  readonly except: readonly string[];
  readonly ambiguous: readonly Ambiguity[];
  readonly unknown: readonly string[];
  /** "from web-01 to web-04": whether those between are meant, only the writer knows. */
  readonly range: boolean;
  /** Some of them, by their order. */
  readonly pick?: Pick;
}

export const nowhere: Place = {
  named: [],
  grouped: [],
  singular: false,
  environments: [],
  all: false,
  both: false,
  except: [],
  ambiguous: [],
  unknown: [],
  range: false,
};

/** Nothing in the words narrows or widens where. */
export const saysNothing = (place: Place): boolean =>
  place.named.length +
    place.grouped.length +
    place.environments.length +
    place.except.length +
    place.ambiguous.length +
    place.unknown.length ===
    0 &&
  !place.all &&
  !place.both &&
  place.counted === undefined &&
  place.pick === undefined;

const oneOfThem =
  /\b(?:one of (?:them|the|these|those)|any one|just one|only one|a single|l un|un seul|une seule|un des|une des|un d entre|n importe lequel|n importe laquelle|le un d)\b/;

export function readPlace(said: readonly Word[], index: InventoryIndex): Place {
  const words = withoutMentionedPlaces(said);
  const named = new Set<string>();
  const dimensions = new Map<string, Set<string>>();
  const environments = new Set<string>();
  const except = new Set<string>();
  const ambiguous: Ambiguity[] = [];
  const unknown: string[] = [];
  const pick = readPick(words);
  let [all, both, range] = [false, false, false];
  const understood = words.filter(({ meaning }) => meaning.kind !== 'unknown');
  let singular = oneOfThem.test(understood.map(({ folded }) => folded).join(' '));

  const byName = words.some(({ meaning }) => meaning.kind === 'server');
  words.forEach((word, at) => {
    const { meaning } = word;
    const out = isExcepted(words, at);
    switch (meaning.kind) {
      case 'server':
        if (meaning.servers.length > 1) ambiguous.push({ typed: meaning.typed, candidates: meaning.servers });
        else for (const server of meaning.servers) (out ? except : named).add(server);
        if (isRange(words, at)) range = true;
        return;
      case 'tag':
        // "openssl on mail-01, the fixed build?": beside a server's name, a word for a group has to be joined to it.
        if (!out && byName && !isJoined(words, at)) return;
        if (!out && words[at - 1]?.meaning.kind === 'other-one') singular = true;
        for (const server of meaning.servers) (out ? except : dimensionOf(dimensions, meaning.dimension)).add(server);
        if (!out && (isOneMachine(words, at) || (meaning.prefix === true && !isMachines(words, at)))) singular = true;
        return;
      case 'environment':
        if (!out) environments.add(meaning.environment);
        else
          for (const server of index.servers)
            if (index.environmentOf(server) === meaning.environment) except.add(server);
        return;
      case 'all':
        if (isOfMachines(words, at)) all = true;
        return;
      case 'both':
        both = true;
        return;
      case 'unknown-server':
        unknown.push(meaning.typed);
        return;
      default:
        return;
    }
  });
  return {
    named: [...named],
    grouped: describes(intersection([...dimensions.values()]), named) ? [] : intersection([...dimensions.values()]),
    singular: singular && !all && pick === undefined,
    environments: [...environments],
    all,
    both: both && pick === undefined,
    ...(pick === undefined && !both ? countedPlaces(words) : {}),
    ...(both && pick === undefined && dimensions.size > 0 ? { counted: 2 } : {}),
    except: [...except],
    ambiguous,
    unknown,
    range,
    ...(pick === undefined ? {} : { pick }),
  };
}

/** "sur les trois collecteurs", "on the four web servers": how many there are of what is named. */
function countedPlaces(words: readonly Word[]): { readonly counted?: number } {
  for (const [at, { meaning, token }] of words.entries()) {
    const next = words[at + 1];
    if (meaning.kind !== 'literal' || token.kind !== 'number' || next?.token.clause !== token.clause) continue;
    if (!/^(?:les|des|aux|nos|the|our|all|ces|these)$/.test(words[at - 1]?.folded ?? '')) continue;
    if (/^(?:service|tag|machines|environment)$/.test(next.meaning.kind)) return { counted: Number(token.folded) };
  }
  return {};
}

/** "the web server nginx on web-01": the group says what the named ones are. */
const describes = (group: readonly string[], named: ReadonlySet<string>): boolean =>
  named.size > 0 && [...named].every((name) => group.includes(name));

/** Groups of one kind are added up, "web and db"; those of different kinds narrow each other, "the web ones in lyon". */
const dimensionOf = (dimensions: Map<string, Set<string>>, dimension = ''): Set<string> => {
  const known = dimensions.get(dimension) ?? new Set<string>();
  dimensions.set(dimension, known);
  return known;
};

function intersection(groups: readonly ReadonlySet<string>[]): string[] {
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const inAll = [...first].filter((name) => others.every((group) => group.has(name)));
  // Groups that have nothing in common were meant one beside the other; which, is seen in the plan.
  return inAll.length > 0 ? inAll : [...new Set(groups.flatMap((group) => [...group]))];
}

/** It goes on a list, stands behind a preposition, or says how many machines are meant. */
function isJoined(words: readonly Word[], at: number): boolean {
  const before = words.slice(0, at).findLast(({ meaning }) => meaning.kind !== 'filler');
  const joins = ['and', 'place-preposition', 'all', 'both', 'machines', 'except', 'tag', 'server', 'environment'];
  const after = words[at + 1]?.meaning.kind;
  return before === undefined || joins.includes(before.meaning.kind) || after === 'machines' || after === 'and';
}

/** "the web servers", "les web": several are meant. */
function isMachines(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const after = words[at + 1]?.meaning;
  const noun = before?.meaning.kind === 'machines' ? before.meaning : after?.kind === 'machines' ? after : undefined;
  return noun?.plural === true || before?.folded === 'les' || before?.folded === 'des' || before?.folded === 'tous';
}

function isOneMachine(words: readonly Word[], at: number): boolean {
  return [words[at - 1], words[at + 1]].some((word) => word?.meaning.kind === 'machines' && !word.meaning.plural);
}

function isRange(words: readonly Word[], at: number): boolean {
  const between = words[at - 1];
  return (
    words[at - 2]?.meaning.kind === 'server' &&
    between !== undefined &&
    /^(?:a|to|jusque|through|thru)$/.test(between.folded)
  );
}

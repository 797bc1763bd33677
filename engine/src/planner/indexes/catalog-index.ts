import type { Runbook } from '@chatops-commander/schemas';
import type { Action, Effect, Risk } from '../../actions/action.js';
import { longestEntry, staticLexicon } from '../words/lexicon.js';
import type { Lexicon, Meaning } from '../vocabulary/meaning.js';
import { isNoun } from '../words/nouns.js';
import type { CatalogEntry } from '../planner.js';
import { slotKind } from './slot-kinds.js';
import { writeSpoken } from '../words/spoken.js';
import { tokenise } from '../words/tokens.js';
import type { Word } from '../words/word.js';

/** A trigger phrase as what it asks for, whatever the words and their order. */
export interface Phrase {
  /** What must be asked for, without the weak verbs. */
  readonly concepts: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  /** Among the concepts, deeds that stand as nouns, and those of them that are not what is to be done. */
  readonly nouns: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
}
export interface IndexedEntry {
  readonly entry: CatalogEntry;
  readonly phrases: readonly Phrase[];
  /** The strongest effect among its steps, and the highest floor of their risks. */
  readonly effect: Effect;
  readonly risk: Risk;
  /** Families of its actions: service, logs. */
  readonly families: ReadonlySet<string>;
  /** What its inputs take: package, account, database. */
  readonly inputs: ReadonlySet<string>;
}
export interface CatalogIndex {
  readonly entries: readonly IndexedEntry[];
  /** Words of trigger phrases that the language itself does not know. */
  readonly lexicon: Lexicon;
  readonly findAction: FindAction;
}
export type FindAction = (name: string) => Pick<Action, 'effect' | 'risk'> | undefined;

/** An account is asked for as a user. */
const roleOf = (kind: string): string => (kind === 'user' ? 'account' : kind);

const effects: readonly Effect[] = ['read', 'content', 'change', 'destroy'];
const risks: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
const highest = <Level>(levels: readonly Level[], found: readonly Level[], otherwise: Level): Level =>
  found.reduce((most, level) => (levels.indexOf(level) > levels.indexOf(most) ? level : most), otherwise);

/** The phrases of a catalog, ready to be matched. */
export function indexCatalog(catalog: readonly CatalogEntry[], findAction: FindAction): CatalogIndex {
  const lexicon = new Map<string, Meaning>();
  return { entries: catalog.map((entry) => indexEntry(entry, findAction, lexicon)), lexicon, findAction };
}

function indexEntry(entry: CatalogEntry, findAction: FindAction, lexicon: Map<string, Meaning>): IndexedEntry {
  const { triggers = {} } = entry.runbook.spec;
  const actions = stepsOf(entry.runbook).map(({ uses }) => findAction(uses));
  return {
    entry,
    inputs: new Set(Object.keys(entry.runbook.spec.inputs ?? {}).map((name) => roleOf(slotKind(name)))),
    families: new Set(stepsOf(entry.runbook).map(({ uses }) => uses.split('.')[0] ?? uses)),
    phrases: [...(triggers.en ?? []), ...(triggers.fr ?? [])].map((phrase) => readPhrase(phrase, lexicon)),
    // An action that nobody knows may do anything.
    effect: highest(
      effects,
      actions.map((action) => action?.effect ?? 'destroy'),
      'read',
    ),
    risk: highest(
      risks,
      actions.map((action) => action?.risk ?? 'critical'),
      'low',
    ),
  };
}

const stepsOf = ({ spec }: Runbook): { uses: string }[] => [
  ...(spec.before ?? []),
  ...spec.steps,
  ...(spec.after ?? []),
];

function readPhrase(phrase: string, lexicon: Map<string, Meaning>): Phrase {
  const slots = new Set<string>();
  const words = wordsOf(phrase, lexicon, slots);
  const acts = words.flatMap(({ meaning }, at) =>
    meaning.kind === 'act' ? [{ ...meaning, noun: isNoun(words, at) }] : [],
  );
  const strong = acts.filter(({ weak }) => weak !== true);
  const verbs = strong.filter(({ part, noun }) => part !== 'topic' && !noun);
  return {
    concepts: new Set(strong.map(({ concept }) => concept)),
    weak: new Set(acts.filter(({ weak }) => weak === true).map(({ concept }) => concept)),
    // "purge the backups" is about backups; in "a dump of {database}" the noun is the deed.
    nouns: new Set(strong.filter(({ noun }) => noun).map(({ concept }) => concept)),
    objects: new Set(verbs.length === 0 ? [] : strong.filter(({ noun }) => noun).map(({ concept }) => concept)),
    slots,
  };
}

/** The words of a phrase, read as those of a request are; those that the language does not know become words of the catalog's own. */
function wordsOf(phrase: string, lexicon: Map<string, Meaning>, slots: Set<string>): Word[] {
  const tokens = writeSpoken(tokenise(phrase));
  const words: Word[] = [];
  for (let position = 0; position < tokens.length; ) {
    const token = tokens[position];
    if (token === undefined) break;
    const slot = /^\{(.+)\}$/.exec(token.folded)?.[1];
    if (slot !== undefined) slots.add(slot);
    let length = slot === undefined ? Math.min(longestEntry, tokens.length - position) : 1;
    const key = (): string =>
      tokens
        .slice(position, position + length)
        .map(({ folded }) => folded)
        .join(' ');
    while (length > 1 && !staticLexicon.has(key())) length -= 1;
    let meaning: Meaning =
      slot === undefined ? (staticLexicon.get(key()) ?? { kind: 'unknown', typed: key() }) : filler;
    if (meaning.kind === 'unknown' && key() !== '') {
      meaning = { kind: 'act', part: 'topic', concept: `word:${key()}` };
      lexicon.set(key(), meaning);
    }
    words.push({ meaning, token, folded: key() });
    position += length;
  }
  return words;
}

const filler: Meaning = { kind: 'filler' };

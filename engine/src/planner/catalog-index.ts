import type { Runbook } from '@chatops-commander/schemas';
import type { Action, Effect, Risk } from '../actions/action.js';
import { longestEntry, staticLexicon } from './lexicon.js';
import type { Lexicon, Meaning } from './meaning.js';
import type { CatalogEntry } from './planner.js';
import { tokenise } from './tokens.js';

/** A trigger phrase as what it asks for, whatever the words and their order. */
export interface Phrase {
  /** What must be asked for, without the weak verbs. */
  readonly concepts: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
}
export interface IndexedEntry {
  readonly entry: CatalogEntry;
  readonly phrases: readonly Phrase[];
  /** The strongest effect among its steps, and the highest floor of their risks. */
  readonly effect: Effect;
  readonly risk: Risk;
}
export interface CatalogIndex {
  readonly entries: readonly IndexedEntry[];
  /** Words of trigger phrases that the language itself does not know. */
  readonly lexicon: Lexicon;
}
export type FindAction = (name: string) => Pick<Action, 'effect' | 'risk'> | undefined;

const effects: readonly Effect[] = ['read', 'content', 'change', 'destroy'];
const risks: readonly Risk[] = ['low', 'medium', 'high', 'critical'];
const highest = <Level>(levels: readonly Level[], found: readonly Level[], otherwise: Level): Level =>
  found.reduce((most, level) => (levels.indexOf(level) > levels.indexOf(most) ? level : most), otherwise);

/** The phrases of a catalog, ready to be matched. */
export function indexCatalog(catalog: readonly CatalogEntry[], findAction: FindAction): CatalogIndex {
  const lexicon = new Map<string, Meaning>();
  return { entries: catalog.map((entry) => indexEntry(entry, findAction, lexicon)), lexicon };
}

function indexEntry(entry: CatalogEntry, findAction: FindAction, lexicon: Map<string, Meaning>): IndexedEntry {
  const { triggers = {} } = entry.runbook.spec;
  const actions = stepsOf(entry.runbook).map(({ uses }) => findAction(uses));
  return {
    entry,
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
  const tokens = tokenise(phrase);
  const concepts = new Set<string>();
  const weak = new Set<string>();
  const slots = new Set<string>();
  for (let position = 0; position < tokens.length; ) {
    const slot = /^\{(.+)\}$/.exec(tokens[position]?.folded ?? '');
    if (slot?.[1] !== undefined) {
      slots.add(slot[1]);
      position += 1;
      continue;
    }
    let length = Math.min(longestEntry, tokens.length - position);
    const key = (): string =>
      tokens
        .slice(position, position + length)
        .map(({ folded }) => folded)
        .join(' ');
    while (length > 1 && !staticLexicon.has(key())) length -= 1;
    const meaning = staticLexicon.get(key());
    if (meaning === undefined && key() !== '') {
      const concept = `word:${key()}`;
      lexicon.set(key(), { kind: 'act', part: 'topic', concept });
      concepts.add(concept);
    } else if (meaning?.kind === 'act') (meaning.weak === true ? weak : concepts).add(meaning.concept);
    position += length;
  }
  return { concepts, weak, slots };
}

import type { CommandSyntax } from './command.js';
import { fold } from './fold.js';

/** Every command there is, found by what people type. */
export interface Vocabulary<Found> {
  /** Folded spelling → command. */
  readonly bySpelling: ReadonlyMap<string, CommandSyntax<Found>>;
  /** Spellings worth correcting: single words long enough that a slip still shows what was meant. */
  readonly correctable: readonly string[];
}

/** Two commands are typed alike: only the first would ever be found. */
export class SpellingTaken extends Error {
  override readonly name = 'SpellingTaken';
  constructor(
    readonly spelling: string,
    readonly commands: readonly [string, string],
  ) {
    super(`"${spelling}" is typed for ${commands.join(' and for ')}; take it out of one of them`);
  }
}

/** @throws {SpellingTaken} */
export function createVocabulary<Found>(commands: readonly CommandSyntax<Found>[]): Vocabulary<Found> {
  const bySpelling = new Map<string, CommandSyntax<Found>>();
  for (const command of commands)
    for (const spelling of command.spellings) {
      const folded = fold(spelling);
      const other = bySpelling.get(folded);
      if (other !== undefined && other !== command) throw new SpellingTaken(spelling, [other.name, command.name]);
      bySpelling.set(folded, command);
    }
  return { bySpelling, correctable: [...bySpelling.keys()].filter((form) => /^[a-z]{4,}$/.test(form)) };
}

import type { Meaning, Stance } from '../vocabulary/meaning.js';
import type { Token } from './tokens.js';

/** One or several tokens with what they stand for. */
export interface Word {
  readonly meaning: Meaning;
  readonly token: Token;
  /** Everything that was typed for it, folded. */
  readonly folded: string;
  /** How it stands in its sentence; set once all words are read. */
  readonly stance?: Stance;
  /** A verb's form that names the deed: "the last backup". */
  readonly noun?: boolean;
}

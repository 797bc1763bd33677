import type { Localized } from '../../actions/action.js';
import type { Inflection } from './inflect.js';

/** What is asked for and no action of this version does. */
export interface BeyondReach {
  readonly concept: string;
  readonly deed: Localized;
  readonly verbs: readonly Inflection[];
}

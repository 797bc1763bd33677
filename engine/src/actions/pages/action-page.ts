import type { Outputs } from '../action.js';

/** What the page of an action shows besides its definition. */
export interface ActionPage {
  /** Inputs of the example. */
  readonly example: Outputs;
  /** What the example gave, on a server as the tests have them. */
  readonly gave: Outputs;
  /** The sentence that came with it. */
  readonly said: string;
  /** What each output is; every one that it may give. */
  readonly outputs: Readonly<Record<string, string>>;
}

import type { Outputs } from '../../actions/action.js';
import type { CatalogIndex } from '../indexes/catalog-index.js';
import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { PlanContext } from '../planner.js';
import type { Reading } from './reading.js';

/** One request with everything that the decision on it may know. */
export interface Request {
  readonly reading: Reading;
  readonly context: PlanContext;
  readonly index: InventoryIndex;
  readonly catalog: CatalogIndex;
  /** Inputs of one entry that were asked back, and answered. */
  readonly given?: Given;
}

export interface Given {
  readonly template: string;
  readonly inputs: Outputs;
}

import type { Inventory, Runbook } from '@chatops-commander/schemas';
import type { Outputs } from '../../actions/action.js';
import type { Reading } from '../reading/reading.js';
import { slotKind } from '../indexes/slot-kinds.js';

/** From which server another one is to be reached, and the inputs that say so. */
export interface Reach {
  readonly from: string;
  readonly inputs: Outputs;
}

const localhost = 'localhost';

/**
 * "is port 5432 of db-01 open from app-01", "can app-01 reach db-01": of two servers one looks and the other is looked
 * at. Undefined where a domain was named, or not just two servers.
 */
export function readReach(
  runbook: Runbook,
  reading: Reading,
  inventory: Inventory,
  filled: Outputs,
): Reach | undefined {
  const input = Object.keys(runbook.spec.inputs ?? {}).find((name) => slotKind(name) === 'host');
  const [first, second, ...more] = reading.place.named;
  if (input === undefined || first === undefined || second === undefined || more.length > 0) return undefined;
  if (filled[input] !== undefined && filled[input] !== localhost) return undefined;
  const [from, to] = reading.signs.from === second ? [second, first] : [first, second];
  const host = inventory.servers[to]?.host;
  return host === undefined ? undefined : { from, inputs: { ...filled, [input]: host } };
}

import type { Phrase } from '../indexes/catalog-index.js';
import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';
import { type SlotKind, slotKind } from '../indexes/slot-kinds.js';
import { slotValues } from './slot-values.js';

/** Whether the words hold something for a slot of a phrase. */
export function slotReader(reading: Reading): (slot: string, phrase: Phrase) => boolean {
  const known = new Map<string, boolean>();
  const somewhere = !saysNothing(reading.place);
  const [service] = reading.services;
  const beside: ReadonlySet<SlotKind> = new Set();
  return (slot, phrase) => {
    const kind = slotKind(slot);
    if (kind === 'place') return somewhere;
    if (kind === 'service') return reading.services.length + reading.ambiguousServices.length > 0;
    const about = [...phrase.concepts].sort().join(' ');
    const key = `${slot} ${kind === 'name' ? about : ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const source = { reading, inventory: emptyInventory, service, about: phrase.concepts, beside };
    const filled = slotValues(slot, source).length > 0;
    known.set(key, filled);
    return filled;
  };
}

/** What the words say, and not what the inventory adds. */
const emptyInventory = { apiVersion: 'chatops-commander/v1', kind: 'Inventory', servers: {} } as const;

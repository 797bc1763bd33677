import type { Connection } from '@temporalio/client';
import { searchAttributes } from './contract.js';

/** Temporal's own numbers for the types we use (temporal.api.enums.v1.IndexedValueType). */
const indexedValueTypes = { KEYWORD: 2, INT: 3 } as const;

/**
 * Registers the search attributes that our workflows carry; harmless when they are there.
 *
 * @returns the names that were missing.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in customAttributes));
  if (missing.length > 0) {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, indexedValueTypes[type]])),
    });
  }
  return missing.map(([name]) => name);
}

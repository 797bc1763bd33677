import { checkAgainstSchema } from './check-against-schema.js';
import { findInventoryMistakes } from './find-inventory-mistakes.js';
import type { Inventory } from './generated/inventory.js';
import { InvalidFile } from './invalid-file.js';
import { loadSchema } from './load-schema.js';
import { readYamlFile } from './yaml-file.js';

/** The one place where text becomes an Inventory, as written and without defaults. Throws only InvalidFile. */
export function parseInventory(text: string, file: string): Inventory {
  const source = readYamlFile(text, file);
  const check = checkAgainstSchema<Inventory>(loadSchema('inventory'), source.value);
  const findings = check.ok ? findInventoryMistakes(check.value) : check.findings;
  if (!check.ok || findings.length > 0)
    throw new InvalidFile(
      file,
      findings.map((finding) => source.place(finding)),
    );
  return check.value;
}

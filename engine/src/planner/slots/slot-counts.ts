import type { Reading } from '../reading/reading.js';

/** The noun that says which number is meant for an input. */
const unitsOf: readonly (readonly [slot: RegExp, unit: RegExp])[] = [
  [/^lines$/, /ligne|line|log|trace|entree|entr|row|journa/],
  [/^(?:top|processes|n)$/, /process|proc|top|gourmand|consom/],
  [/^largest$/, /dossier|fichier|folder|file|dir|repertoire/],
  [/^(?:rows|limit)$/, /row|ligne|result/],
];

/** The number said for an input that counts: the one with its noun, or the only one there is. */
export function countFor(name: string, reading: Reading): number[] {
  const { numbers } = reading.values;
  const unit = unitsOf.find(([slot]) => slot.test(name))?.[1];
  const fitting = numbers.filter((number) => unit?.test(`${number.unit} ${number.before}`));
  const plain = numbers.filter(({ before, unit: said }) => before !== 'port' && !/%|percent|pourcent|http/.test(said));
  const found = (fitting.length > 0 ? fitting : plain.length === 1 ? plain : []).map(({ value }) => value);
  if (name !== 'largest') return found.slice(0, 1);
  return reading.acts.some(({ concept }) => concept === 'largest') ? [found[0] ?? 10] : [];
}

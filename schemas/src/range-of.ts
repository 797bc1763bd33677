import { isAlias, isMap, isScalar, isSeq } from 'yaml';

/** Offsets of a node without what trails it; of the file's start when there is no node. */
export function rangeOf(node: unknown): { start: number; end: number } {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
  return range === null || range === undefined
    ? { start: 0, end: 1 }
    : { start: range[0], end: Math.max(range[0] + 1, range[1]) };
}

import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { ProblemCode } from './problem.js';
import type { TextProblem } from './yaml-document.js';

const deepestValue = 32;
const mostAliases = 20;
/** Aliases count as often as they are used, which is what makes a YAML bomb large. */
const mostValues = 50_000;

export type PlainValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly problems: readonly TextProblem[] };

/** The plain JSON value of a document, or why it has none: what YAML adds to JSON is refused rather than guessed at. */
export function plainValueOf(document: Document.Parsed): PlainValue {
  const problems: TextProblem[] = [];
  let values = 0;
  let aliases = 0;
  const refuse = (code: ProblemCode, node: unknown, message: string, hint: string): undefined => {
    if (problems.length < 50) problems.push({ code, ...rangeOf(node), message, hint });
    return undefined;
  };

  const plainOf = (node: unknown, depth: number): unknown => {
    values += 1;
    if (values > mostValues)
      throw new TooMuch('too-many-values', node, `more than ${mostValues} values, aliases counted each time`);
    if (depth > deepestValue) throw new TooMuch('too-deep', node, `more than ${deepestValue} levels of nesting`);
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > mostAliases) throw new TooMuch('too-many-aliases', node, `more than ${mostAliases} aliases`);
      const meant = node.resolve(document);
      if (meant === undefined) {
        return refuse('yaml-syntax', node, `no anchor &${node.source} stands above`, 'Write the value out in full.');
      }
      return plainOf(meant, depth + 1);
    }
    if (hasTag(node))
      return refuse('yaml-tag', node, `the tag ${node.tag} is not accepted`, 'Remove the tag; write the plain value.');
    if (isMap(node)) return mapOf(node.items, depth);
    if (isSeq(node)) return node.items.map((item) => plainOf(item, depth + 1));
    if (isScalar(node)) return scalarOf(node);
    return null;
  };

  const mapOf = (pairs: readonly Pair[], depth: number): Record<string, unknown> => {
    const map: Record<string, unknown> = {};
    for (const { key, value } of pairs) {
      const name = keyOf(key);
      if (name === undefined) continue;
      if (Object.hasOwn(map, name)) {
        refuse('duplicate-key', key, `the key ${JSON.stringify(name)} stands here twice`, 'Keep one of them.');
        continue;
      }
      map[name] = plainOf(value, depth + 1);
    }
    return map;
  };

  const keyOf = (key: unknown): string | undefined => {
    if (!isScalar(key)) return refuse('bad-key', key, 'a key must be a plain text', 'Write the key out as text.');
    if (hasTag(key)) return refuse('yaml-tag', key, `the tag ${key.tag} is not accepted`, 'Remove the tag.');
    if (key.value === '<<' && key.type === 'PLAIN') {
      return refuse(
        'merge-key',
        key,
        'merge keys (<<) are not accepted',
        'Write the keys out; a reviewer should see them here.',
      );
    }
    if (typeof key.value !== 'string') {
      return refuse('bad-key', key, `the key ${key.source ?? String(key.value)} is not a text`, 'Put it in quotes.');
    }
    // Assigning to it would change the object's prototype instead of adding a key.
    if (key.value === '__proto__') return refuse('bad-key', key, '"__proto__" cannot be a key', 'Choose another name.');
    return key.value;
  };

  const scalarOf = (node: Scalar): unknown => {
    const { value } = node;
    if (
      typeof value === 'number' &&
      (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    ) {
      return refuse(
        'inexact-number',
        node,
        `${node.source ?? value} cannot be held exactly`,
        'Put it in quotes if it is a text.',
      );
    }
    if (typeof value === 'string' && value.includes('\0')) {
      return refuse('not-text', node, 'the text contains the character U+0000', 'Remove it.');
    }
    return value;
  };

  try {
    const value = plainOf(document.contents, 0);
    return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'value', value };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const hint = 'Write it out more simply, or split the file.';
    return { kind: 'invalid', problems: [{ code: error.code, ...rangeOf(error.node), message: error.message, hint }] };
  }
}

/** Ends the walk at once: going on is what a bomb wants. */
class TooMuch extends Error {
  override readonly name = 'TooMuch';
  readonly code: ProblemCode;
  readonly node: unknown;

  constructor(code: ProblemCode, node: unknown, message: string) {
    super(message);
    this.code = code;
    this.node = node;
  }
}

/** Tags that the core schema itself put on a value are not set on the node; only written ones are. */
function hasTag(node: unknown): node is Node & { tag: string } {
  return (isMap(node) || isSeq(node) || isScalar(node)) && typeof node.tag === 'string';
}

/** Offsets of a node without what trails it; of the file's start when there is no node. */
export function rangeOf(node: unknown): { start: number; end: number } {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
  return range === null || range === undefined
    ? { start: 0, end: 1 }
    : { start: range[0], end: Math.max(range[0] + 1, range[1]) };
}

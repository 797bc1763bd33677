import { type ASTNode, ParseError } from '@marcbachmann/cel-js';
import type { InputValue } from '../bind-input.js';
import { childrenOf, memberOf } from './check-expression.js';
import { environmentOf } from './environment.js';

/**
 * Writes the values of inputs into an expression, as literals in the places where the parsed text has `inputs.NAME`: a
 * value can never become part of the expression's own words. What has no value, and what cannot be parsed, stays for
 * the linter to name.
 *
 * @param values by expression: `inputs.NAME`
 */
export function bindExpression(text: string, values: ReadonlyMap<string, InputValue>): string {
  let root: ASTNode;
  try {
    root = environmentOf({ server: true, outputs: true, inputs: true }).parse(text).ast;
  } catch (error) {
    if (error instanceof ParseError) return text;
    throw error;
  }
  const places = inputsIn(root).flatMap(({ node, name }) => {
    const value = values.get(`inputs.${name}`);
    return value === undefined ? [] : [{ start: node.start, end: node.end, literal: literalOf(value) }];
  });
  return places
    .sort((a, b) => b.start - a.start)
    .reduce((bound, { start, end, literal }) => bound.slice(0, start) + literal + bound.slice(end), text);
}

function inputsIn(node: ASTNode): readonly { readonly node: ASTNode; readonly name: string }[] {
  const name = memberOf(node, 'inputs');
  return name === undefined ? childrenOf(node).flatMap(inputsIn) : [{ node, name }];
}

/** JSON's escapes are CEL's too. A negative number stands in brackets, so that no operator before it changes. */
function literalOf(value: InputValue): string {
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  return JSON.stringify(value);
}

import { type ASTNode, EvaluationError, ParseError, TypeError as TypeMistake } from '@marcbachmann/cel-js';
import type { Localized } from '../../actions/action.js';
import { allowedCalls, environmentOf, macros, type Roots } from './environment.js';

/** What is wrong with an expression, and where in its text. */
export interface ExpressionMistake {
  readonly message: Localized;
  readonly hint: Localized;
  /** Offset, from 0. */
  readonly at: number;
}
/** A name that an expression takes from one of its roots: `steps.dump`, `inputs.service`. */
export interface Reference {
  readonly name: string;
  readonly at: number;
}
export type CheckedExpression =
  | { readonly kind: 'wrong'; readonly mistake: ExpressionMistake }
  | { readonly kind: 'right'; readonly steps: readonly Reference[]; readonly inputs: readonly Reference[] };

/** Parses an expression, checks its types and its bounds, and finds what it refers to. It must give true or false. */
export function checkExpression(text: string, roots: Roots): CheckedExpression {
  const environment = environmentOf(roots);
  const checked = environment.check(text);
  if (!checked.valid) return wrong(sayMistake(checked.error), seeConditions, startOf(checked.error));
  const { ast } = environment.parse(text);
  const nodes = [...walk(ast, false)];
  const refused = nodes.find(({ node, inMacro }) => isRefused(node, inMacro));
  if (refused !== undefined) return refuse(refused.node);
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    const message = {
      en: `it gives a value of the type ${checked.type}, not true or false`,
      fr: `elle donne une valeur du type ${checked.type}, et non vrai ou faux`,
    };
    return wrong(message, { en: 'Compare it with something.', fr: 'Comparez-la à quelque chose.' }, 0);
  }
  return { kind: 'right', steps: references(nodes, 'steps'), inputs: references(nodes, 'inputs') };
}

/** The steps that an expression speaks of; none where it is not one. */
export function stepsNamedIn(text: string): readonly string[] {
  const checked = checkExpression(text, { server: true, outputs: true, inputs: false });
  return checked.kind === 'right' ? checked.steps.map(({ name }) => name) : [];
}

const seeConditions: Localized = {
  en: 'See docs/runbooks.md, "Conditions".',
  fr: 'Voyez docs/runbooks.md, « Conditions ».',
};

/** What the library found. It says it in English only; in French its words are quoted, but for those that it says most. */
export function sayMistake(error: unknown): Localized {
  if (!(error instanceof ParseError || error instanceof TypeMistake || error instanceof EvaluationError))
    return { en: 'it cannot be read', fr: 'elle ne peut pas être lue' };
  const { summary } = error;
  const [, what, name] = /^(No such key|Unknown variable): (.+)$/.exec(summary) ?? [];
  if (what === 'No such key') return { en: summary, fr: `il n'y a pas de clé ${name}` };
  if (what === 'Unknown variable') return { en: summary, fr: `variable inconnue ici : ${name}` };
  return { en: summary, fr: `cette expression n'est pas valide ici (${summary})` };
}
const startOf = (error: unknown): number =>
  error instanceof ParseError || error instanceof TypeMistake ? (error.range?.start ?? 0) : 0;

function wrong(message: Localized, hint: Localized, at: number): CheckedExpression {
  return { kind: 'wrong', mistake: { message, hint, at } };
}

function isRefused(node: ASTNode, inMacro: boolean): boolean {
  const name = calledBy(node);
  return name !== undefined && (!allowedCalls.has(name) || (inMacro && macros.has(name)));
}

function refuse(node: ASTNode): CheckedExpression {
  const name = calledBy(node) ?? '';
  if (macros.has(name)) {
    const message = { en: `"${name}" stands inside another loop`, fr: `« ${name} » se trouve dans une autre boucle` };
    return wrong(message, { en: 'Split the condition.', fr: 'Séparez la condition.' }, node.start);
  }
  const all = [...allowedCalls].join(', ');
  const hint =
    name === 'matches'
      ? { en: 'Use startsWith, endsWith or contains.', fr: 'Utilisez startsWith, endsWith ou contains.' }
      : { en: `Use one of ${all}.`, fr: `Utilisez l'un de ${all}.` };
  const message = { en: `"${name}" may not be used here`, fr: `« ${name} » ne peut pas servir ici` };
  return wrong(message, hint, node.start);
}

function calledBy(node: ASTNode): string | undefined {
  return node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
}

interface Place {
  readonly node: ASTNode;
  readonly inMacro: boolean;
}

function* walk(node: ASTNode, inMacro: boolean): Generator<Place> {
  yield { node, inMacro };
  const loops = node.op === 'rcall' && macros.has(node.args[0]);
  for (const child of childrenOf(node)) {
    // what a macro is called on is evaluated once, before it
    yield* walk(child, inMacro || (loops && node.op === 'rcall' && child !== node.args[1]));
  }
}

/** The operands of a node, whatever its operator. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  const operands: unknown[] = [node.args].flat(3);
  return operands.filter(isNode);
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

/** `root.name` and `root["name"]`; a name that is computed is none, and finds nothing when it is evaluated. */
function references(nodes: readonly Place[], root: string): readonly Reference[] {
  return nodes.flatMap(({ node }) => {
    const name = memberOf(node, root);
    return name === undefined ? [] : [{ name, at: node.start }];
  });
}

/** The name that a node takes from a root; undefined for any other node. */
export function memberOf(node: ASTNode, root: string): string | undefined {
  if (node.op === '.') {
    const [of, name] = node.args;
    return of.op === 'id' && of.args === root ? name : undefined;
  }
  if (node.op !== '[]') return undefined;
  const [of, key] = node.args;
  return of.op === 'id' && of.args === root && key.op === 'value' && typeof key.args === 'string'
    ? key.args
    : undefined;
}

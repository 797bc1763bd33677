import { Environment } from '@marcbachmann/cel-js';

/** What an expression may speak of, besides `steps`. */
export interface Roots {
  /** The server that the step runs on; not on the controller. */
  readonly server: boolean;
  /** Of the step itself: in `assert`, and in the condition of wait.until. */
  readonly outputs: boolean;
  /** Of a library runbook; binding replaces them. */
  readonly inputs: boolean;
}

/**
 * Bounds on the form of an expression. Together with bounds on what it is given they bound its time: no function loops,
 * no macro stands inside another, and a list has at most a thousand items.
 */
const limits = { maxAstNodes: 150, maxDepth: 25, maxListElements: 50, maxMapEntries: 20, maxCallArguments: 4 };

/** Functions and macros that an expression may use. No regular expressions: some take for ever. */
export const allowedCalls: ReadonlySet<string> = new Set([
  ...['has', 'size', 'int', 'double', 'string', 'bool', 'type', 'duration', 'timestamp'],
  ...['contains', 'startsWith', 'endsWith', 'lowerAscii', 'upperAscii', 'trim'],
  ...['all', 'exists', 'exists_one', 'map', 'filter'],
]);
export const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

const environments = new Map<string, Environment>();

/** The CEL environment in which these roots are known. */
export function environmentOf(roots: Roots): Environment {
  const key = `${roots.server} ${roots.outputs} ${roots.inputs}`;
  const known = environments.get(key) ?? createEnvironment(roots);
  environments.set(key, known);
  return known;
}

function createEnvironment({ server, outputs, inputs }: Roots): Environment {
  const environment = new Environment({ limits }).registerVariable('steps', 'map');
  if (server) {
    const schema = { name: 'string', host: 'string', port: 'int', environment: 'string', tags: 'map<string, string>' };
    environment.registerVariable({ name: 'server', schema });
  }
  if (outputs) environment.registerVariable('outputs', 'map');
  if (inputs) environment.registerVariable('inputs', 'map');
  return environment;
}

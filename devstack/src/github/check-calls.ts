import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { DescribedOperation } from './described-operation.js';

export interface ObservedCall {
  readonly method: string;
  /** Path and query as the client sent them. */
  readonly target: string;
  /** Undefined when nothing was sent. */
  readonly body: unknown;
}
export interface CallChecks {
  note(call: ObservedCall): void;
  /** What GitHub does not take as it was sent, each said once; empty when every call was as GitHub describes it. */
  misuses(): readonly string[];
  /** Operations that were called, as GitHub names them: `GET /repos/{owner}/{repo}`. */
  called(): ReadonlySet<string>;
}

const ajv = new Ajv2020({ allErrors: true, strict: false, coerceTypes: 'array', logger: false });
const bodies = new Ajv2020({ allErrors: true, strict: false, logger: false });
for (const one of [ajv, bodies]) {
  one.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  for (const format of ['int64', 'repo.nwo']) one.addFormat(format, true);
}

/** Holds calls against GitHub's own description of its API: path, parameters and body. */
export function createCallChecks(operations: Readonly<Record<string, DescribedOperation>>): CallChecks {
  const known = Object.entries(operations).map(([name, described]) => createOperation(name, described));
  const misuses = new Set<string>();
  const called = new Set<string>();
  return {
    note(call) {
      const { pathname, searchParams } = new URL(call.target, 'http://front');
      const [match] = known
        .flatMap((operation) => operation.match(call.method, pathname) ?? [])
        // `/issues/comments` is not the issue of that number
        .sort((one, other) => other.operation.literals - one.operation.literals);
      if (match === undefined) {
        misuses.add(
          `${call.method} ${pathname}: none of the calls that GitHub's description was looked up for. Run: npm run generate`,
        );
        return;
      }
      const { operation, parameters } = match;
      called.add(operation.name);
      for (const problem of operation.problems(parameters, searchParams, call.body))
        misuses.add(`${operation.name}: ${problem}`);
    },
    misuses: () => [...misuses],
    called: () => called,
  };
}

function createOperation(name: string, described: DescribedOperation) {
  const [method = '', template = ''] = name.split(' ');
  const parts = template.split('/');
  const literals = parts.filter((part) => !part.startsWith('{')).length;
  const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const compiled = lazily(() => ({
    path: ajv.compile(described.path),
    query: ajv.compile(described.query),
    body: described.body === undefined ? undefined : bodies.compile(described.body),
  }));
  const operation = {
    name,
    literals,
    match(asked: string, pathname: string) {
      const found = asked === method ? pattern.exec(pathname) : null;
      return found === null ? undefined : { operation, parameters: { ...found.groups } };
    },
    *problems(parameters: Record<string, string>, query: URLSearchParams, body: unknown): Generator<string> {
      const decoded = Object.entries(parameters).map(([key, value]) => [key, decodeURIComponent(value)]);
      yield* findings('path', compiled().path, Object.fromEntries(decoded));
      yield* findings('query', compiled().query, Object.fromEntries(query));
      const ofBody = compiled().body;
      if (body === undefined) {
        if (described.bodyRequired === true) yield 'body: is missing';
      } else if (ofBody === undefined) yield 'body: GitHub takes none';
      else yield* findings('body', ofBody, body);
    },
  };
  return operation;
}

function findings(place: string, check: ValidateFunction, value: unknown): readonly string[] {
  return check(value) ? [] : (check.errors ?? []).map((error) => `${place}${error.instancePath}: ${explain(error)}`);
}

function explain({ keyword, message, params }: ErrorObject): string {
  // GitHub would ignore it, and whoever sent it believes otherwise
  if (keyword === 'additionalProperties') return `GitHub knows no ${String(params.additionalProperty)}`;
  if (keyword === 'enum') return `${message}: ${JSON.stringify(params.allowedValues)}`;
  return message ?? keyword;
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

import type { Handler } from './api.js';

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/**
 * A route whose pattern has `:name` for one path segment and `*name` for one or more, so that a ref or a path may come
 * with its slashes encoded (as octokit sends them) or not.
 */
export function route(method: string, pattern: string, handler: Handler): Route {
  const source = pattern
    .replaceAll('.', '\\.')
    .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
    .replaceAll(/\*(\w+)/g, '(?<$1>.+)');
  return { method, pattern: new RegExp(`^${source}$`), handler };
}

export interface RouteMatch {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
}

/** The first route for a method and a raw path; undefined also when a parameter is not valid percent-encoding. */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  for (const candidate of routes) {
    const groups = candidate.method === method ? candidate.pattern.exec(path) : null;
    if (groups === null) continue;
    const params = decodeAll(groups.groups ?? {});
    return params === undefined ? undefined : { handler: candidate.handler, params };
  }
  return undefined;
}

function decodeAll(groups: Readonly<Record<string, string>>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return undefined;
  }
}

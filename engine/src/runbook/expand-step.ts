import type { Server, Step } from '@chatops-commander/schemas';
import { expandEntries, expandInText, type ResolveTemplate } from './templates.js';

/** A server of the inventory with its name. */
export type NamedServer = Server & { readonly name: string };

/** A step that asks a server for something it does not have; the linter finds it before anything starts. */
export class UnresolvedTemplate extends Error {
  override readonly name = 'UnresolvedTemplate';
  readonly template: string;
  readonly server: string;

  constructor(template: string, server: string) {
    super(
      `\${{ ${template} }} has no value on ${server}. Give the server that tag in the inventory, or write the value out.`,
    );
    this.template = template;
    this.server = server;
  }
}

/** The step as it runs on one server: `${{ server.… }}` replaced in its name and inputs. Throws UnresolvedTemplate. */
export function expandForServer(step: Step, server: NamedServer): Step {
  return expand(step, (expression) => {
    const value = serverValue(expression, server);
    if (value === undefined) throw new UnresolvedTemplate(expression, server.name);
    return value;
  });
}

/** Expressions that may stand in a template of a server, with the tag they ask for. */
const serverExpression = /^server\.(name|host|port|environment|tags\.([A-Za-z0-9_-]+))$/;

/** Whether an expression asks a server for something that servers may have. */
export function isServerExpression(expression: string): boolean {
  return serverExpression.test(expression);
}

/** The value of `server.…` on one server, or undefined. */
export function serverValue(expression: string, server: NamedServer): string | number | undefined {
  const match = serverExpression.exec(expression);
  const tag = match?.[2];
  if (tag !== undefined) return Object.hasOwn(server.tags ?? {}, tag) ? server.tags?.[tag] : undefined;
  switch (match?.[1]) {
    case 'name':
      return server.name;
    case 'host':
      return server.host;
    case 'port':
      return server.port ?? 22;
    case 'environment':
      return server.environment;
    default:
      return undefined;
  }
}

function expand(step: Step, resolve: ResolveTemplate): Step {
  return {
    ...step,
    ...(step.name === undefined ? {} : { name: expandName(step.name, resolve) }),
    ...(step.with === undefined ? {} : { with: expandEntries(step.with, resolve) }),
    ...(Array.isArray(step.rollback) ? { rollback: step.rollback.map((undo) => expand(undo, resolve)) } : {}),
  };
}

function expandName(name: NonNullable<Step['name']>, resolve: ResolveTemplate): NonNullable<Step['name']> {
  if (typeof name === 'string') return expandInText(name, resolve);
  return { en: expandInText(name.en, resolve), fr: expandInText(name.fr, resolve) };
}

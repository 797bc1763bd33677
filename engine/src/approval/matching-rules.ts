import type { Policy } from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import { isAtLeast } from '../runbook/risk-order.js';
import type { FleetServer, Reach } from './reach.js';

export type Rule = NonNullable<Policy['rules']>[number];

/** What rules look at: one file of a change, and how far the whole change reaches. */
export interface RuleSubject extends Reach {
  readonly risk: Risk;
  /** Servers of every file of the pull request: a wide change does not become narrow by being cut in files. */
  readonly together: readonly FleetServer[];
  readonly fleet: readonly FleetServer[];
}

/** The rules of the policy that hold for it, in the order of the file. */
export function matchingRules(subject: RuleSubject, policy: Policy): readonly Rule[] {
  return (policy.rules ?? []).filter(({ when }) => {
    const named = (server: FleetServer): boolean => isNamed(server, when);
    const namesServers = when.environments !== undefined || when.tags !== undefined;
    return (
      (when.risk === undefined || isAtLeast(subject.risk, when.risk)) &&
      (!namesServers || subject.servers.some(named)) &&
      (when.actions === undefined || subject.actions.some((action) => isListed(action, when.actions ?? []))) &&
      (when.moreThan === undefined ||
        isMoreThan(when.moreThan, subject.together.filter(named), subject.fleet.filter(named)))
    );
  });
}

function isNamed(server: FleetServer, { environments, tags }: Rule['when']): boolean {
  return (
    (environments === undefined || environments.includes(server.environment)) &&
    Object.entries(tags ?? {}).every(([tag, value]) => Object.hasOwn(server.tags, tag) && server.tags[tag] === value)
  );
}

function isListed(action: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('.*') ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
  );
}

function isMoreThan(
  limit: NonNullable<Rule['when']['moreThan']>,
  touched: readonly FleetServer[],
  fleet: readonly FleetServer[],
): boolean {
  const count = new Set(touched.map(({ name }) => name)).size;
  if (limit.servers !== undefined) return count > limit.servers;
  // of no servers at all any share is more than the limit, so that what cannot be counted asks for more
  return count > 0 && count * 100 > (limit.percent ?? 0) * fleet.length;
}

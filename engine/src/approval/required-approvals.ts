import type { Policy } from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import type { Role } from './change-facts.js';
import { hasRole } from './roles.js';

/** What a change needs before it may run. */
export interface RequiredApprovals {
  /** Distinct eligible people; admins among them count here too. */
  readonly count: number;
  readonly role: Role;
  /** How many of `count` must be admins. */
  readonly admins: number;
  /** True: who asked for the change, or wrote a commit in it, may approve it too. */
  readonly requesterMayApprove: boolean;
}

/** What the policy's silence means: the design's table of approvals by risk. */
const DEFAULTS: Readonly<Record<Risk, RequiredApprovals>> = {
  low: { count: 0, role: 'operator', admins: 0, requesterMayApprove: true },
  medium: { count: 1, role: 'operator', admins: 0, requesterMayApprove: true },
  high: { count: 1, role: 'operator', admins: 0, requesterMayApprove: false },
  critical: { count: 2, role: 'operator', admins: 1, requesterMayApprove: false },
};

/** What changes the policy and the inventory in force; not open to policy, or it could be used to loosen itself. */
export const CONFIG_APPROVALS: RequiredApprovals = { count: 1, role: 'admin', admins: 1, requesterMayApprove: false };

/**
 * The approvals that a change of this risk in these environments needs. An entry of the policy replaces the default
 * for its risk; what the entry leaves out takes the strict value. An environment can only raise the count.
 */
export function requiredApprovals(
  change: { readonly risk: Risk; readonly environments: readonly string[] },
  policy: Policy,
): RequiredApprovals {
  const base = baseApprovals(change.risk, policy);
  const raised = change.environments.map((name) => policy.environments?.[name]?.approvals ?? 0);
  return { ...base, count: Math.max(base.count, base.admins, ...raised) };
}

/** What several changes in one pull request need together: the strictest of each rule. */
export function strictest(all: readonly RequiredApprovals[]): RequiredApprovals {
  return all.reduce<RequiredApprovals>(
    (left, right) => ({
      count: Math.max(left.count, right.count),
      role: hasRole(left.role, right.role) ? left.role : right.role,
      admins: Math.max(left.admins, right.admins),
      requesterMayApprove: left.requesterMayApprove && right.requesterMayApprove,
    }),
    { count: 0, role: 'viewer', admins: 0, requesterMayApprove: true },
  );
}

function baseApprovals(risk: Risk, policy: Policy): RequiredApprovals {
  const fallback = DEFAULTS[risk];
  const written = risk === 'low' ? undefined : policy.approvals?.[risk];
  if (written === undefined) return fallback;
  return {
    count: written.count,
    role: written.role ?? fallback.role,
    admins: written.admins ?? fallback.admins,
    requesterMayApprove: written.requesterMayApprove ?? false,
  };
}

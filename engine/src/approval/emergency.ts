import type { Policy } from '@chatops-commander/schemas';
import type { ChangeFacts, ChangeFile, Role } from './change-facts.js';
import { type StandingFreeze, standingFreeze } from './freeze.js';
import { isMachineLogin } from './logins.js';
import type { RequiredApprovals } from './required-approvals.js';
import { hasRole } from './roles.js';

/** Somebody said that a change cannot wait for the end of a freeze. */
export interface Emergency {
  readonly login: string;
  readonly reason: string;
}

/** What holds while a change is judged, beside the approvals; each absent where it does not. */
export interface Circumstances {
  readonly freeze?: StandingFreeze;
  readonly emergency?: Emergency;
}

/** The role that may declare one; undefined when the policy knows no way through a freeze. */
export function emergencyRole(policy: Policy): Role | undefined {
  return policy.emergency === undefined ? undefined : (policy.emergency.role ?? 'operator');
}

/** The emergency that was declared for exactly these files, by somebody who still may; undefined when there is none. */
export function declaredEmergency(
  facts: Pick<ChangeFacts, 'emergencies'>,
  files: readonly { readonly blob: string }[],
  policy: Policy,
): Emergency | undefined {
  const role = emergencyRole(policy);
  if (role === undefined || files.length === 0) return undefined;
  const declared = files.map((file) =>
    facts.emergencies.find(
      (each) => each.blob === file.blob && hasRole(each.role, role) && !isMachineLogin(each.login),
    ),
  );
  const first = declared[0];
  return first === undefined || declared.includes(undefined) ? undefined : { login: first.login, reason: first.reason };
}

/** The freeze that holds these files now, and the emergency declared for them; an emergency is one only in a freeze. */
export function circumstancesOf(
  facts: Pick<ChangeFacts, 'emergencies' | 'now'>,
  files: readonly ChangeFile[],
  policy: Policy,
): Circumstances {
  const freeze = standingFreeze(files, policy, facts.now);
  if (freeze === undefined) return {};
  const emergency = declaredEmergency(facts, files, policy);
  return emergency === undefined ? { freeze } : { freeze, emergency };
}

/** What a change needs to get through a freeze: one more approval than otherwise, or as many more as the policy says. */
export function requiredInEmergency(required: RequiredApprovals, policy: Policy): RequiredApprovals {
  return { ...required, count: required.count + (policy.emergency?.approvals ?? 1) };
}

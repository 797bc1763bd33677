import type { Policy } from '@chatops-commander/schemas';
import type { Risk } from '../actions/action.js';
import type { Role } from './change-facts.js';
import { matchingRules, type Rule, type RuleSubject } from './matching-rules.js';
import { joinGroups, type OwnerGroup, ownerGroups } from './owner-groups.js';
import type { FleetServer, Reach } from './reach.js';
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
  /** Of each of these groups one owner must be among those who approve, whatever role they have. */
  readonly owners: readonly OwnerGroup[];
  /** Names of the policy's rules that asked for more. */
  readonly rules: readonly string[];
}

type Numbers = Omit<RequiredApprovals, 'owners' | 'rules'>;

/** What the policy's silence means: the design's table of approvals by risk. */
const DEFAULTS: Readonly<Record<Risk, Numbers>> = {
  low: { count: 0, role: 'operator', admins: 0, requesterMayApprove: true },
  medium: { count: 1, role: 'operator', admins: 0, requesterMayApprove: true },
  high: { count: 1, role: 'operator', admins: 0, requesterMayApprove: false },
  critical: { count: 2, role: 'operator', admins: 1, requesterMayApprove: false },
};

/** What changes the policy and the inventory in force; not open to policy, or it could be used to loosen itself. */
export const CONFIG_APPROVALS: RequiredApprovals = {
  count: 1,
  role: 'admin',
  admins: 1,
  requesterMayApprove: false,
  owners: [],
  rules: [],
};

/** One file of a change, as far as approvals depend on it. */
export interface JudgedFile extends Reach {
  readonly risk: Risk;
  readonly environments: readonly string[];
}

/**
 * The approvals that a change of these files needs: for each rule the strictest of any file. Where a share of the
 * fleet counts, the files count together.
 */
export function requiredApprovals(
  files: readonly JudgedFile[],
  fleet: readonly FleetServer[],
  policy: Policy,
): RequiredApprovals {
  const together = files.flatMap((file) => file.servers);
  return strictest(files.map((file) => requiredByFile({ ...file, together, fleet }, policy)));
}

/**
 * An entry of the policy replaces the default for its risk; what the entry leaves out takes the strict value. An
 * environment and a rule can only ask for more.
 */
function requiredByFile(file: RuleSubject & Pick<JudgedFile, 'environments'>, policy: Policy): RequiredApprovals {
  const base = baseApprovals(file.risk, policy);
  const rules = matchingRules(file, policy);
  const environments = file.environments.map((name) => policy.environments?.[name]?.approvals ?? 0);
  const owners = ownerGroups(file, policy);
  return strictest([
    { ...base, count: Math.max(base.count, base.admins, ...environments), owners, rules: [] },
    ...rules.map(asked),
  ]);
}

function asked({ name, require }: Rule): RequiredApprovals {
  const { count = 0, role = 'viewer', admins = 0, requesterMayApprove = true } = require;
  return { count: Math.max(count, admins), role, admins, requesterMayApprove, owners: [], rules: [name] };
}

/** What several demands come to together: the strictest of each. */
export function strictest(all: readonly RequiredApprovals[]): RequiredApprovals {
  return {
    count: Math.max(0, ...all.map((each) => each.count)),
    role: all.reduce<Role>((highest, { role }) => (hasRole(highest, role) ? highest : role), 'viewer'),
    admins: Math.max(0, ...all.map((each) => each.admins)),
    requesterMayApprove: all.every((each) => each.requesterMayApprove),
    owners: joinGroups(all.flatMap((each) => each.owners)),
    rules: [...new Set(all.flatMap((each) => each.rules))],
  };
}

function baseApprovals(risk: Risk, policy: Policy): Numbers {
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

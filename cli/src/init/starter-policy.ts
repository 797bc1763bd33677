/** People of a starter policy, by login. */
export interface StarterRoles {
  readonly admins: readonly string[];
  readonly operators: readonly string[];
  readonly viewers: readonly string[];
}

/** The policy that a new ops repo begins with: the defaults spelled out, and the logs of the inventory's services open to operators. */
export function starterPolicy({ admins, operators, viewers }: StarterRoles): string {
  const list = (logins: readonly string[]) => `[${logins.join(', ')}]`;
  return `# Who may ask, who must approve, what is read without asking.
# A change of it comes into force by a pull request that an admin who did not write it has approved.
apiVersion: chatops-commander/v1
kind: Policy
roles:
  viewer: { users: ${list(viewers)} }
  operator: { users: ${list(operators)} }
  admin: { users: ${list(admins)} }
approvals:
  medium: { count: 1, role: operator, requesterMayApprove: true }
  high: { count: 1, role: operator, requesterMayApprove: false }
  critical: { count: 2, role: operator, admins: 1, requesterMayApprove: false }
contents:
  role: operator
  serviceLogs: true
merge: manual
limits:
  maxAge: 24h
  pauseFor: 24h
  lockWait: 1h
`;
}

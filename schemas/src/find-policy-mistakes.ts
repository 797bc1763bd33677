import { findFreezeMistakes } from './find-freeze-mistakes.js';
import type { Policy } from './generated/policy.js';
import type { Finding } from './problem.js';

/** What a schema cannot see: rules that nobody can fulfil, and permissions wider than they look. */
export function findPolicyMistakes(policy: Policy): Finding[] {
  return [
    ...impossibleApprovals(policy),
    ...impossibleRules(policy),
    ...sameNames(policy),
    ...findFreezeMistakes(policy),
    ...keysOfNobody(policy),
    ...openPrograms(policy),
    ...climbingPaths(policy),
  ];
}

function impossibleApprovals({ approvals }: Policy): Finding[] {
  return Object.entries(approvals ?? {}).flatMap(([risk, { count, admins = 0 }]) =>
    admins <= count
      ? []
      : [
          {
            code: 'out-of-bounds',
            path: ['approvals', risk, 'admins'],
            part: 'value',
            message: `${admins} admins among ${count} approvals is not possible`,
            hint: `Raise "count" to ${admins}, or lower "admins".`,
          } as const,
        ],
  );
}

function impossibleRules({ rules }: Policy): Finding[] {
  return (rules ?? []).flatMap(({ require: { count, admins = 0 } }, index) =>
    count === undefined || admins <= count
      ? []
      : [
          {
            code: 'out-of-bounds',
            path: ['rules', index, 'require', 'admins'],
            part: 'value',
            message: `${admins} admins among ${count} approvals is not possible`,
            hint: `Raise "count" to ${admins}, or lower "admins".`,
          } as const,
        ],
  );
}

/** While GitHub is away only whom the policy names is an admin: a key of anybody else opens nothing on that day. */
function keysOfNobody({ emergencyKeys, roles }: Policy): Finding[] {
  const admins = new Set((roles.admin?.users ?? []).map((user) => user.toLowerCase()));
  return (emergencyKeys ?? []).flatMap(({ user }, index) =>
    admins.has(user.toLowerCase())
      ? []
      : [
          {
            code: 'unknown-reference',
            path: ['emergencyKeys', index, 'user'],
            part: 'value',
            message: `${user} is not named as an admin, so this key would start nothing`,
            hint: `Name ${user} under roles.admin.users; teams and permissions cannot be asked for while GitHub is away.`,
          } as const,
        ],
  );
}

/** Rules and freezes are named in what people read; two of one name cannot be told apart there. */
function sameNames(policy: Policy): Finding[] {
  return (['rules', 'freezes'] as const).flatMap((list) => {
    const names = (policy[list] ?? []).map(({ name }) => name);
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [
            {
              code: 'duplicate-id',
              path: [list, index, 'name'],
              part: 'value',
              message: `${JSON.stringify(name)} is the name of another one, too`,
              hint: 'Give each a name of its own.',
            } as const,
          ],
    );
  });
}

function openPrograms({ shell }: Policy): Finding[] {
  return (shell ?? []).flatMap(({ argv }, index) =>
    argv[0] !== '*'
      ? []
      : [
          {
            code: 'too-wide',
            path: ['shell', index, 'argv', 0],
            part: 'value',
            message: 'a pattern that starts with * would lower the risk of any program',
            hint: 'Name the program.',
          } as const,
        ],
  );
}

function climbingPaths({ contents }: Policy): Finding[] {
  return (contents?.files ?? []).flatMap((path, index) =>
    path.split('/').includes('..')
      ? [
          {
            code: 'too-wide',
            path: ['contents', 'files', index],
            part: 'value',
            message: `${path} stands for more than it says`,
            hint: 'Name a file, or a folder below the root, without "..".',
          } as const,
        ]
      : [],
  );
}

import type { Policy } from './generated/policy.js';
import type { Finding } from './problem.js';

/** What a schema cannot see: rules that nobody can fulfil, and permissions wider than they look. */
export function findPolicyMistakes(policy: Policy): Finding[] {
  return [...impossibleApprovals(policy), ...openPrograms(policy), ...climbingPaths(policy)];
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

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
            message: {
              en: `${admins} admins among ${count} approvals is not possible`,
              fr: `${admins} administrateurs parmi ${count} approbations, ce n'est pas possible`,
            },
            hint: {
              en: `Raise "count" to ${admins}, or lower "admins".`,
              fr: `Portez « count » à ${admins}, ou réduisez « admins ».`,
            },
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
            message: {
              en: `${admins} admins among ${count} approvals is not possible`,
              fr: `${admins} administrateurs parmi ${count} approbations, ce n'est pas possible`,
            },
            hint: {
              en: `Raise "count" to ${admins}, or lower "admins".`,
              fr: `Portez « count » à ${admins}, ou réduisez « admins ».`,
            },
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
            message: {
              en: `${user} is not named as an admin, so this key would start nothing`,
              fr: `${user} n'est pas nommé administrateur : cette clé ne lancerait rien`,
            },
            hint: {
              en: `Name ${user} under roles.admin.users; teams and permissions cannot be asked for while GitHub is away.`,
              fr: `Nommez ${user} sous roles.admin.users ; équipes et permissions ne peuvent pas être demandées en l'absence de GitHub.`,
            },
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
              message: {
                en: `${JSON.stringify(name)} is the name of another one, too`,
                fr: `${JSON.stringify(name)} est aussi le nom d'un autre`,
              },
              hint: { en: 'Give each a name of its own.', fr: 'Donnez à chacun un nom à lui.' },
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
            message: {
              en: 'a pattern that starts with * would lower the risk of any program',
              fr: "un motif qui commence par * abaisserait le risque de n'importe quel programme",
            },
            hint: { en: 'Name the program.', fr: 'Nommez le programme.' },
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
            message: {
              en: `${path} stands for more than it says`,
              fr: `${path} désigne plus qu'il n'en dit`,
            },
            hint: {
              en: 'Name a file, or a folder below the root, without "..".',
              fr: 'Nommez un fichier, ou un dossier sous la racine, sans « .. ».',
            },
          } as const,
        ]
      : [],
  );
}

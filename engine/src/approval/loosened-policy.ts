import { type Policy, parseDuration } from '@chatops-commander/schemas';
import type { Localized, Risk } from '../actions/action.js';
import { isAtLeast } from '../runbook/risk-order.js';
import { requiredApprovals } from './required-approvals.js';
import { hasRole, ROLES } from './roles.js';

/**
 * What a new version of the policy would allow that the one in force does not, each as a phrase that completes "it
 * would loosen: …". What it would forbid is not named.
 */
export function loosenedPolicy(before: Policy, after: Policy): readonly Localized[] {
  return [
    ...newMembers(before, after),
    ...fewerApprovals(before, after),
    ...lowerFloors(before, after),
    ...widerReading(before, after),
    ...lowerCommands(before, after),
    ...weakerLists(before, after),
    ...lesserKeys(before, after),
  ];
}

function newMembers(before: Policy, after: Policy): Localized[] {
  return ROLES.flatMap((role) =>
    (['users', 'teams', 'permissions'] as const).flatMap((kind) => {
      const had: readonly string[] = ROLES.filter((each) => hasRole(each, role)).flatMap(
        (each) => before.roles[each]?.[kind] ?? [],
      );
      const added = (after.roles[role]?.[kind] ?? []).filter((name) => !had.includes(name));
      if (added.length === 0) return [];
      const names = added.map((name) => `\`${name}\``).join(', ');
      return [{ en: `the role ${role} for ${names}`, fr: `le rôle ${role} pour ${names}` }];
    }),
  );
}

const RISKS = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Risk[];

function fewerApprovals(before: Policy, after: Policy): Localized[] {
  return RISKS.flatMap((risk) => {
    const [was, is] = [before, after].map((policy) =>
      requiredApprovals([{ risk, environments: [], servers: [], alters: [], actions: [] }], [], withoutRules(policy)),
    );
    if (was === undefined || is === undefined) return [];
    return [
      ...(is.count < was.count ? [step(`${risk}: approvals`, `${risk} : approbations`, was.count, is.count)] : []),
      ...(is.admins < was.admins ? [step(`${risk}: admins`, `${risk} : administrateurs`, was.admins, is.admins)] : []),
      ...(!hasRole(is.role, was.role) ? [step(`${risk}: role`, `${risk} : rôle`, was.role, is.role)] : []),
      ...(is.requesterMayApprove && !was.requesterMayApprove
        ? [{ en: `${risk}: who asked may approve`, fr: `${risk} : qui a demandé peut approuver` }]
        : []),
    ];
  });
}

/** Rules are compared by name, below: a rule that holds for everything must not hide a default that was lowered. */
const withoutRules = ({ rules: _, ...policy }: Policy): Policy => policy;

function lowerFloors(before: Policy, after: Policy): Localized[] {
  return Object.entries(before.environments ?? {}).flatMap(([name, was]) => {
    const is = after.environments?.[name];
    const [floor = 'low', newFloor = 'low'] = [was.minimumRisk, is?.minimumRisk];
    const [count = 0, newCount = 0] = [was.approvals, is?.approvals];
    return [
      ...(isAtLeast(newFloor, floor)
        ? []
        : [step(`${name}: minimum risk`, `${name} : risque minimal`, floor, newFloor)]),
      ...(newCount < count ? [step(`${name}: approvals`, `${name} : approbations`, count, newCount)] : []),
    ];
  });
}

function widerReading(before: Policy, after: Policy): Localized[] {
  const [was = {}, is = {}] = [before.contents, after.contents];
  const files = (is.files ?? []).filter((file) => !(was.files ?? []).includes(file)).map((file) => `\`${file}\``);
  const [role = 'operator', newRole = 'operator'] = [was.role, is.role];
  return [
    ...(before.reads === 'pull-request' && after.reads !== 'pull-request'
      ? [{ en: 'reading at once, without a pull request', fr: 'la lecture immédiate, sans pull request' }]
      : []),
    ...(hasRole(newRole, role) ? [] : [step('content: role', 'contenu : rôle', role, newRole)]),
    ...(is.serviceLogs === true && was.serviceLogs !== true
      ? [{ en: 'reading the logs of services at once', fr: 'la lecture immédiate des journaux des services' }]
      : []),
    ...(files.length > 0
      ? [{ en: `reading ${files.join(', ')} at once`, fr: `la lecture immédiate de ${files.join(', ')}` }]
      : []),
  ];
}

function lowerCommands(before: Policy, after: Policy): Localized[] {
  const key = (argv: readonly string[]): string => JSON.stringify(argv);
  const had = new Map((before.shell ?? []).map(({ argv, risk }) => [key(argv), risk]));
  return (after.shell ?? [])
    .filter(({ argv, risk }) => !isAtLeast(risk, had.get(key(argv)) ?? 'high'))
    .map(({ argv, risk }) => {
      const command = `\`${argv.join(' ')}\``;
      return { en: `the command ${command} as ${risk}`, fr: `la commande ${command} en ${risk}` };
    });
}

/** A rule or a freeze that is gone or reads otherwise: whether it is weaker is for the reviewer to see. */
function weakerLists(before: Policy, after: Policy): Localized[] {
  const words = {
    rules: { en: 'the rule', fr: 'la règle' },
    freezes: { en: 'the freeze', fr: 'le gel' },
  } as const;
  return (['rules', 'freezes'] as const).flatMap((list) =>
    (before[list] ?? []).flatMap((was) => {
      const is = (after[list] ?? []).find(({ name }) => name === was.name);
      if (JSON.stringify(is) === JSON.stringify(was)) return [];
      const { en, fr } = words[list];
      return is === undefined
        ? [{ en: `${en} \`${was.name}\` is gone`, fr: `${fr} \`${was.name}\` disparaît` }]
        : [{ en: `${en} \`${was.name}\` reads otherwise`, fr: `${fr} \`${was.name}\` est modifié` }];
    }),
  );
}

const LIMITS = { maxAge: '24h', closeAfter: '24h', previewAge: '1h' } as const;

function lesserKeys(before: Policy, after: Policy): Localized[] {
  const limits = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((limit) => {
    const [was, is] = [before.limits?.[limit] ?? LIMITS[limit], after.limits?.[limit] ?? LIMITS[limit]];
    return parseDuration(is) > parseDuration(was) ? [step(limit, limit, was, is)] : [];
  });
  return [
    ...(after.owners === 'named' && before.owners !== 'named'
      ? [{ en: 'owners no longer have to approve', fr: "les propriétaires n'ont plus à approuver" }]
      : []),
    ...emergencyWays(before, after),
    ...(after.merge === 'auto' && before.merge !== 'auto'
      ? [{ en: 'I merge by myself what is approved', fr: 'je fusionne de moi-même ce qui est approuvé' }]
      : []),
    ...(before.backups !== undefined && before.backups.encrypt !== after.backups?.encrypt ? [otherKey(after)] : []),
    ...limits,
  ];
}

/** Another key is not weaker by itself, but who holds it reads every backup from then on. */
const otherKey = ({ backups }: Policy): Localized =>
  backups === undefined
    ? { en: 'backups are no longer encrypted', fr: 'les sauvegardes ne sont plus chiffrées' }
    : {
        en: `backups are encrypted with another key, \`${backups.encrypt}\``,
        fr: `les sauvegardes sont chiffrées avec une autre clé, \`${backups.encrypt}\``,
      };

function emergencyWays({ emergency: was }: Policy, { emergency: is }: Policy): Localized[] {
  if (is === undefined) return [];
  if (was === undefined) return [{ en: 'a way through freezes', fr: 'un passage pendant les gels' }];
  const [role = 'operator', newRole = 'operator'] = [was.role, is.role];
  const [count = 1, newCount = 1] = [was.approvals, is.approvals];
  return [
    ...(hasRole(newRole, role) ? [] : [step('emergency: role', 'urgence : rôle', role, newRole)]),
    ...(newCount < count ? [step('emergency: approvals', 'urgence : approbations', count, newCount)] : []),
  ];
}

function step(en: string, fr: string, was: string | number, is: string | number): Localized {
  return { en: `${en} ${was} → ${is}`, fr: `${fr} ${was} → ${is}` };
}

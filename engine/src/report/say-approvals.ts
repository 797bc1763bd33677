import type { Language, Localized } from '../actions/action.js';
import type { RequiredApprovals } from '../approval/required-approvals.js';
import { inlineCode, inline } from './markdown.js';

/** Who has to approve a change and whose approval would not count, as one paragraph. */
export function sayApprovals(approvals: {
  readonly language: Language;
  readonly required: RequiredApprovals;
  readonly could: Localized | undefined;
  readonly mayNot: readonly string[];
}): string {
  const { language, required, could, mayNot } = approvals;
  const text = TEXT[language];
  if (required.count === 0 && required.owners.length === 0) return `**${text.title}** ${text.none}`;
  const admins = required.admins > 0 ? text.admins(required.admins) : '';
  const names = could === undefined ? text.nobody : inline(could[language]);
  const not =
    required.requesterMayApprove || mayNot.length === 0 ? '' : ` ${text.mayNot} ${mayNot.map(inlineCode).join(', ')}.`;
  const own = required.requesterMayApprove ? ` ${text.own}` : '';
  const who = `${text.count(required.count, text[required.role])}${admins}${text.colon} ${names}`;
  const owners = required.owners.map(({ servers, owners: names }) =>
    text.owner(some(servers), names.map((name) => inlineCode(name.slice(1))).join(` ${text.or} `)),
  );
  const rules = required.rules.length === 0 ? [] : [`${text.rules} ${required.rules.map(inlineCode).join(', ')}.`];
  const people = required.count === 0 ? [] : [`${who}.${not}${own} ${text.merge}`];
  return [`**${text.title}**`, ...people, ...owners.slice(0, 10), ...rules].join(' ');
}

const NAMED_SERVERS = 5;

function some(servers: readonly string[]): string {
  const named = servers.slice(0, NAMED_SERVERS).map(inlineCode).join(', ');
  return servers.length > NAMED_SERVERS ? `${named} … (+${servers.length - NAMED_SERVERS})` : named;
}

const TEXT = {
  en: {
    title: 'Approval:',
    colon: ':',
    none: 'none needed.',
    viewer: 'viewer',
    operator: 'operator',
    admin: 'admin',
    count: (count: number, role: string) => (count === 1 ? `one ${role}` : `${count} people, each at least ${role}`),
    admins: (count: number) => (count === 1 ? ', one of them an admin' : `, ${count} of them admins`),
    nobody: 'the policy leaves nobody who could',
    mayNot: 'It does not count from',
    own: 'Whoever asked may approve too.',
    or: 'or',
    owner: (servers: string, names: string) => `For ${servers} one of its owners, too: ${names}.`,
    rules: 'Rules of the policy that ask for more:',
    merge: "An eligible person's merge counts as one approval.",
  },
  fr: {
    title: 'Approbation :',
    colon: ' :',
    none: 'aucune nécessaire.',
    viewer: 'lecteur',
    operator: 'opérateur',
    admin: 'administrateur',
    count: (count: number, role: string) => (count === 1 ? `un ${role}` : `${count} personnes, au moins ${role}`),
    admins: (count: number) => (count === 1 ? ', dont un administrateur' : `, dont ${count} administrateurs`),
    nobody: 'la politique ne laisse personne qui le puisse',
    mayNot: 'Ne compte pas de la part de',
    own: 'La personne qui a demandé peut aussi approuver.',
    or: 'ou',
    owner: (servers: string, names: string) => `Pour ${servers}, aussi un de ses propriétaires : ${names}.`,
    rules: 'Règles de la politique qui en demandent plus :',
    merge: 'La fusion par une personne habilitée vaut une approbation.',
  },
} as const;

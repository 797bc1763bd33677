import type { Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import { sameText } from '../actions/localized.js';
import type { Approver } from './approver.js';
import type { Role } from './change-facts.js';
import { type ChangeMakers, peopleAmong } from './change-makers.js';
import { listInWords } from './list-in-words.js';
import type { OwnerGroup } from './owner-groups.js';
import type { RequiredApprovals } from './required-approvals.js';
import { hasRole } from './roles.js';
import { nameEligible, whoCould } from './who-could.js';

export interface Shortfall {
  readonly approvers: readonly Approver[];
  readonly required: RequiredApprovals;
  readonly policy: Policy;
  readonly makers: ChangeMakers;
  /** People whose last word is "changes requested". */
  readonly objectors: readonly string[];
  readonly draft: boolean;
}

export interface Missing {
  /** Each names what is needed and who could give it; empty when nothing is. */
  readonly phrases: readonly Localized[];
  /** One more approval is all: an eligible person's merge would be enough. */
  readonly oneApprovalShort: boolean;
}

/** What stands between the approvals counted so far and those required. */
export function missingApprovals(shortfall: Shortfall): Missing {
  const { approvers, required, makers } = shortfall;
  const counting = approvers.filter((each) => hasRole(each.role, required.role));
  const admins = Math.max(0, required.admins - counting.filter((each) => each.role === 'admin').length);
  const others = Math.max(0, required.count - counting.length - admins);
  const unheard = required.owners.filter((group) => !isHeard(group, approvers));
  const obstacles = [...(required.requesterMayApprove ? [] : makers.unknown), ...shortfall.objectors.map(withdrawal)];
  const phrases = [
    ...obstacles,
    ...(admins > 0 ? [approvalsFrom('admin', admins, shortfall)] : []),
    ...(others > 0 ? [approvalsFrom(required.role, others, shortfall)] : []),
    ...unheard.map((group) => ownerOf(group, shortfall)),
    ...(shortfall.draft ? [NOT_A_DRAFT] : []),
  ];
  return { phrases, oneApprovalShort: phrases.length === 1 && admins + others + unheard.length === 1 };
}

function isHeard(group: OwnerGroup, approvers: readonly Approver[]): boolean {
  return approvers.some(({ asOwnerOf }) => group.servers.every((server) => asOwnerOf?.includes(server) === true));
}

function ownerOf({ servers, owners }: OwnerGroup, { required, makers }: Shortfall): Localized {
  const excluded = required.requesterMayApprove ? [] : peopleAmong(makers);
  const not = exclusion(excluded, 1);
  const where = listInWords(clipped(servers), 'and');
  const who = listInWords(
    owners.map((owner) => sameText(owner.slice(1))),
    'or',
  );
  return {
    en: `an approval from an owner of ${where.en}${not.en}: ${who.en}`,
    fr: `l'approbation d'un propriétaire de ${where.fr}${not.fr} : ${who.fr}`,
  };
}

const NAMED_SERVERS = 5;

function clipped(servers: readonly string[]): readonly Localized[] {
  const more = servers.length - NAMED_SERVERS;
  const named = servers.slice(0, NAMED_SERVERS).map(sameText);
  return more > 0 ? [...named, { en: `${more} more`, fr: `${more} de plus` }] : named;
}

function approvalsFrom(role: Role, count: number, shortfall: Shortfall): Localized {
  const { required, policy, makers, approvers } = shortfall;
  const excluded = required.requesterMayApprove ? [] : peopleAmong(makers);
  const candidates = nameEligible(whoCould(policy, role, [...excluded, ...approvers.map((each) => each.login)]));
  const who = count === 1 ? ONE[role] : several(role, count);
  const not = exclusion(excluded, count);
  const could = candidates === undefined ? NOBODY : givenBy(candidates, count);
  return { en: `${who.en}${not.en}: ${could.en}`, fr: `${who.fr}${not.fr} : ${could.fr}` };
}

const ONE: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'one more approval from a viewer', fr: "encore une approbation d'un lecteur" },
  operator: { en: 'one more approval from an operator', fr: "encore une approbation d'un opérateur" },
  admin: { en: 'one more approval from an admin', fr: "encore une approbation d'un administrateur" },
};
const PLURAL: Readonly<Record<Role, Localized>> = {
  viewer: { en: 'viewers', fr: 'de lecteurs' },
  operator: { en: 'operators', fr: "d'opérateurs" },
  admin: { en: 'admins', fr: "d'administrateurs" },
};

function several(role: Role, count: number): Localized {
  const from = PLURAL[role];
  return { en: `${count} more approvals from ${from.en}`, fr: `encore ${count} approbations ${from.fr}` };
}

function exclusion(excluded: readonly string[], count: number): Localized {
  if (excluded.length === 0) return sameText('');
  const names = listInWords(excluded.map(sameText), 'or');
  return {
    en: ` who ${count === 1 ? 'is' : 'are'} not ${names.en}`,
    fr: ` (sauf ${listInWords(excluded.map(sameText), 'and').fr})`,
  };
}

function givenBy(candidates: Localized, count: number): Localized {
  if (count === 1) return { en: `${candidates.en} could give it`, fr: `${candidates.fr} peut la donner` };
  return { en: `${candidates.en} could give them`, fr: `${candidates.fr} peuvent les donner` };
}

function withdrawal(login: string): Localized {
  return {
    en: `${login} asked for changes: a new approval from ${login}, or a dismissal of that review`,
    fr: `${login} a demandé des modifications : il faut une nouvelle approbation de ${login}, ou que cette revue soit écartée`,
  };
}

const NOBODY: Localized = {
  en: 'the policy names nobody else who could; an admin has to add somebody to .chatops/policy.yaml',
  fr: "la politique ne nomme personne d'autre qui le puisse ; un administrateur doit ajouter quelqu'un dans .chatops/policy.yaml",
};
const NOT_A_DRAFT: Localized = {
  en: 'the pull request is still a draft: mark it as ready for review',
  fr: 'la pull request est encore un brouillon : marquez-la comme prête pour revue',
};

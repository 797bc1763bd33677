import type { Policy } from '@chatops-commander/schemas';
import type { Localized } from '../actions/action.js';
import type { ChangeFacts, Role } from '../approval/change-facts.js';
import { foldLogin } from '../approval/logins.js';
import { hasRole } from '../approval/roles.js';
import { isListedContent } from '../runbook/listed-content.js';

/** Somebody whose change would be looked at. */
export interface PreviewPerson {
  readonly login: string;
  /** Write access to the repository, or more. */
  readonly canWrite: boolean;
  readonly role: Role | undefined;
}

export type PreviewStanding =
  | { readonly kind: 'yes'; mayShow(path: string): boolean }
  | { readonly kind: 'no'; readonly because: Localized };

/** Those whose change it is: who asked for it or opened it, and whoever pushed to its branch. Our own app is none. */
export function previewPeople(
  facts: Pick<ChangeFacts, 'author' | 'ours' | 'requester' | 'pushers'>,
  ownLogin: string,
): readonly (string | undefined)[] {
  const author = facts.ours ? facts.requester : facts.author.login;
  const people = [author, ...facts.pushers].filter(
    (login) => login === undefined || foldLogin(login) !== foldLogin(ownLogin),
  );
  return [...new Set(people)];
}

/**
 * Whether servers are looked at for a change before anybody approved it. Only for people who may write here and read
 * servers by the policy, all of them known; and the text of files only where the policy shows it to each of them.
 */
export function mayPreview(
  facts: Pick<ChangeFacts, 'fromFork' | 'pushers'>,
  people: readonly (PreviewPerson | undefined)[],
  policy: Policy,
): PreviewStanding {
  if (facts.fromFork) return { kind: 'no', because: FORK };
  if (facts.pushers.length === 0 || people.length === 0) return { kind: 'no', because: UNKNOWN };
  const known = people.filter((person) => person !== undefined);
  if (known.length < people.length) return { kind: 'no', because: UNKNOWN };
  const outsider = known.find((person) => !person.canWrite);
  if (outsider !== undefined) return { kind: 'no', because: noWriteAccess(outsider.login) };
  const stranger = known.find((person) => !hasRole(person.role, 'viewer'));
  if (stranger !== undefined) return { kind: 'no', because: noRole(stranger.login) };
  const role = policy.contents?.role ?? 'operator';
  const allMayRead = known.every((person) => hasRole(person.role, role));
  return { kind: 'yes', mayShow: (path) => allMayRead && isListedContent({ path }, { policy }) };
}

const FORK: Localized = {
  en: 'it comes from a fork, and I look at no server for forks',
  fr: "elle vient d'un fork, et je ne regarde aucun serveur pour un fork",
};
const UNKNOWN: Localized = {
  en: 'I cannot tell who asked for it or who pushed to its branch, so I look at no server for it',
  fr: "je ne peux pas dire qui l'a demandée ou qui a poussé sur sa branche, je ne regarde donc aucun serveur",
};
const noWriteAccess = (login: string): Localized => ({
  en: `${login} has no write access to this repository, so I look at no server for it`,
  fr: `${login} n'a pas le droit d'écriture sur ce dépôt, je ne regarde donc aucun serveur`,
});
const noRole = (login: string): Localized => ({
  en: `the policy in force gives ${login} no role, so I look at no server for it`,
  fr: `la politique en vigueur ne donne aucun rôle à ${login}, je ne regarde donc aucun serveur`,
});

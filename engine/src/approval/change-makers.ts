import type { Localized } from '../actions/action.js';
import type { ChangeFacts } from './change-facts.js';
import { foldLogin, isMachineLogin } from './logins.js';

export type MakerFacts = Pick<ChangeFacts, 'author' | 'ours' | 'requester' | 'changes' | 'committers' | 'pushers'>;

/** The people a change comes from; where the policy says so, none of them may approve it. */
export interface ChangeMakers {
  /** Those who asked for it: folded login → login. */
  readonly requesters: ReadonlyMap<string, string>;
  /** Authors, committers and pushers of what it contains: folded login → login. */
  readonly writers: ReadonlyMap<string, string>;
  /** Why somebody among them cannot be named. While there is such a reason, nobody can be told apart from them. */
  readonly unknown: readonly Localized[];
}

/** Reads from the facts whose change this is. A machine that is not ours hides who asked, and so does a nameless commit. */
export function changeMakers(facts: MakerFacts): ChangeMakers {
  const requesters = [facts.requester, ...facts.changes.map((change) => change.requester)];
  if (!facts.ours && !facts.author.isBot) requesters.push(facts.author.login);
  const writers = [...facts.committers, ...facts.pushers];
  return {
    requesters: byFoldedLogin(requesters),
    writers: byFoldedLogin(writers),
    unknown: [
      ...(facts.committers.length === 0 || writers.includes(undefined) ? [NAMELESS_COMMIT] : []),
      ...(facts.pushers.length === 0 ? [UNREADABLE_PUSHERS] : []),
      ...(requesterIsHidden(facts) ? [HIDDEN_REQUESTER] : []),
    ],
  };
}

/** Those of the makers whom it helps to name in a sentence: people, each once, requesters first. */
export function peopleAmong(makers: ChangeMakers): readonly string[] {
  const people = new Map([...makers.writers, ...makers.requesters]);
  const requestersFirst = new Set([...makers.requesters.keys(), ...people.keys()]);
  return [...requestersFirst].map((key) => people.get(key) ?? key).filter((login) => !isMachineLogin(login));
}

function byFoldedLogin(logins: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  return new Map(logins.filter((login) => login !== undefined).map((login) => [foldLogin(login), login]));
}

function requesterIsHidden(facts: MakerFacts): boolean {
  if (facts.requester !== undefined) return false;
  if (!facts.author.isBot && !facts.ours) return false;
  // A machine that is not ours can write any requester into the file.
  if (!facts.ours) return true;
  return facts.changes.length === 0 || facts.changes.some((change) => change.requester === undefined);
}

const NAMELESS_COMMIT: Localized = {
  en: 'an author or committer whom GitHub can name: one commit has none, so nobody can be told apart from its author; push it again with an e-mail address that GitHub knows',
  fr: "un auteur que GitHub sache nommer : l'un des commits n'en a pas, je ne peux donc distinguer personne de son auteur ; poussez-le à nouveau avec une adresse e-mail connue de GitHub",
};
const UNREADABLE_PUSHERS: Localized = {
  en: 'who pushed to this branch: GitHub did not tell me, so nobody can be told apart from them; restore the branch if it is gone, and give the app the permission *Contents: read*',
  fr: "qui a poussé sur cette branche : GitHub ne me l'a pas dit, je ne peux donc distinguer personne de ces auteurs ; rétablissez la branche si elle a disparu, et donnez à l'application la permission *Contents: read*",
};
const HIDDEN_REQUESTER: Localized = {
  en: 'the name of the person who asked: a bot opened this pull request and does not say for whom; ask me with `/ops` or open it yourself',
  fr: 'le nom du demandeur : un robot a ouvert cette pull request sans dire pour qui ; demandez-le-moi avec `/ops` ou ouvrez-la vous-même',
};

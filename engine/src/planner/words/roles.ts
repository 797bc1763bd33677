import { editDistance } from '../../request/edit-distance.js';
import type { Word } from './word.js';

/** Nouns that take a name of their own beside them, which need not be in the inventory. */
const namingTopics = new Set(['package', 'container', 'database', 'account', 'image', 'script', 'registry']);
/** Their names are those of services as often as not: "the nginx package". */
const sharesNames = new Set(['package', 'container', 'image']);
/** Programs whose names are words of the trade besides. */
const software =
  /^(?:docker|podman|curl|htop|cron|crontab|ntp|iptables|nftables|ufw|dig|ping|telnet|netcat|nc|grep|tail|openssl|certbot|ssl|jq|git)$/;
const called = /^(?:named|called|appele|appelee|nomme|nommee|name|nom|de|du|of|the|le|la|les|l|un|une|a|an)$/;
/** Says which of several, and names none. */
const vague =
  /^(?:demandee?s?|requested|asked|voulue?s?|wanted|required|necessaires?|needed|manquante?s?|missing|this|that|these|those|it|yet|waiting|pending|still|already|here|there|all|any|every|some|which|what|cette|ce|ces|quel|quelle|quels|quelles|toutes?|tous)$/;

/** Reads "package htop", "conteneur shop", "the shop database": the word beside the noun is the name of one. */
export function namesOfRoles(words: readonly Word[]): Word[] {
  const named = [...words];
  words.forEach(({ meaning, token }, at) => {
    const role = roleOf(meaning);
    if (role === undefined) return;
    const installed = meaning.kind === 'act' && meaning.concept === 'install' && meaning.described === true;
    const after = installed ? undefined : nextName(words, at);
    const back = installed && words[at - 1]?.meaning.kind === 'auxiliary' ? at - 2 : at - 1;
    const place = after !== undefined && canName(words[after], role) && !isDescription(words, after) ? after : back;
    const word = named[place];
    if (word === undefined || word.token.clause !== token.clause || !canName(word, role)) return;
    if (place < at && (!isBare(word) || hasObject(words, at))) return;
    named[place] = { ...word, meaning: { kind: 'named', role, typed: word.token.raw } };
    // "installe jq et curl": the list goes on.
    for (let next = place + 1; role === 'package' && next < words.length; next += 2) {
      const listed = words[next + 1];
      const joined = words[next]?.meaning.kind === 'and' && listed?.token.clause === token.clause;
      if (!joined || listed === undefined || !canName(listed, role) || listed.meaning.kind === 'service') break;
      named[next + 1] = { ...listed, meaning: { kind: 'named', role, typed: listed.token.raw } };
    }
  });
  return named;
}

function roleOf(meaning: Word['meaning']): string | undefined {
  if (meaning.kind === 'act' && meaning.part === 'topic' && namingTopics.has(meaning.concept)) return meaning.concept;
  if (meaning.kind === 'act' && /^(?:install|uninstall|upgrade)$/.test(meaning.concept)) return 'package';
  return meaning.kind === 'service' && meaning.common === true && meaning.topic === 'database' ? 'database' : undefined;
}

/** Past "named", "appelé" and articles, in the same thought. */
function nextName(words: readonly Word[], at: number): number | undefined {
  for (let index = at + 1; index <= at + 3; index++) {
    const word = words[index];
    if (word === undefined || word.token.clause !== words[at]?.token.clause) return undefined;
    if (called.test(word.folded)) continue;
    return index;
  }
  return undefined;
}

function canName(word: Word | undefined, role: string): boolean {
  if (word === undefined || vague.test(word.folded) || (word.meaning.kind === 'unknown' && isNounItself(word.folded)))
    return false;
  const { meaning } = word;
  switch (meaning.kind) {
    case 'unknown':
    case 'unknown-server':
      return true;
    case 'literal':
      return meaning.literal === 'code' && /^[\w.@+-]+$/.test(meaning.value);
    case 'act':
      return (
        (role === 'package' && software.test(word.folded)) ||
        (role === 'account' && meaning.part === 'verb' && meaning.weak !== true && !/^drop\b/.test(word.folded))
      );
    case 'filler':
      return role === 'database' && /^(?:clients?|customers?|team|equipe|people|requests?)$/.test(word.folded);
    case 'service':
      return sharesNames.has(role) || (role === 'database' && meaning.topic !== 'database');
    default:
      return false;
  }
}

/** "zorglub install the thing": what is installed follows the verb, and what stands before it names nothing. */
const hasObject = (words: readonly Word[], at: number): boolean =>
  words[at]?.meaning.kind === 'act' && words[at].meaning.part === 'verb' && isDescription(words, at);

/** "zorglub the thing", "the thing zorglub": an article stands right behind it, or a word for anything beside it. */
export function isDescription(words: readonly Word[], at: number): boolean {
  const folded = (index: number): string =>
    words[index]?.token.clause === words[at]?.token.clause ? (words[index]?.folded ?? '') : '';
  return article.test(folded(at + 1)) || [at - 1, at + 1].some((index) => anything.test(folded(index)));
}
const article = /^(?:the|a|an|le|la|les|l|un|une|ce|cette|this|that)$/;
const anything = /^(?:things?|thingy|stuff|trucs?|machins?|bidules?|choses?)$/;

/** "a pakage" is the noun, and no name. */
const nouns = ['package', 'packages', 'paquet', 'paquets', 'container', 'containers', 'conteneur', 'conteneurs'].concat(
  ['database', 'databases', 'account', 'accounts', 'compte', 'comptes', 'script', 'scripts'],
);
/** Whether the word is such a noun with a slip in it. */
export const isNounItself = (folded: string): boolean => nouns.some((noun) => editDistance(folded, noun, 1) <= 1);

/** Before its noun a name is a word of its own, not "on" or a server. */
const isBare = ({ meaning }: Word): boolean =>
  meaning.kind === 'unknown' ||
  meaning.kind === 'unknown-server' ||
  meaning.kind === 'service' ||
  meaning.kind === 'act';

import type { Word } from '../words/word.js';
import { type AskedOfRuns, askedOfRuns } from './asked-of-runs.js';

/**
 * What a question wants to know that no look at a server shows: who did something and when, why things are done as they
 * are, what something is.
 */
export type Knowledge = 'approver' | 'doer' | 'moment' | 'reason' | 'meaning' | AskedOfRuns;

const who = /^(?:who|whos|whom|whose|qui|qui a|qui est ce qui|lequel de vous|which of you)$/;
const why = /^(?:why|pourquoi|how come)$/;
const when = /^(?:when|when did|when was|quand|quand est ce que|depuis quand|since when)$/;
const meaning =
  /^(?:what is a|what does|explain|explique|expliquer|expliquez|difference between|difference entre|a quoi sert|what happens if|what would happen if|what if|ce est quoi|que se passe t il si|que se passe il si|que est ce qui se passe si|il se passe quoi si)$/;
/** What stands before the word that asks: courtesy, "c'est", "tell me". */
const opening = new Set<Word['meaning']['kind']>(['filler', 'and', 'auxiliary', 'follow-up']);

/** What kind of knowledge the words ask for; undefined where they ask for none, or for what a look shows. */
export function readKnowledge(words: readonly Word[]): Knowledge | undefined {
  const text = words.map(({ folded }) => folded).join(' ');
  const past = askedOfRuns(text);
  if (past !== undefined) return past;
  if (
    /\b(?:by whom|par qui|whose idea|on whose|grace a qui|what did (?:you|we|they)|what have (?:you|we|they)|tu as fait quoi|vous avez fait quoi|as tu fait)\b/.test(
      text,
    )
  )
    return 'doer';
  if (permitted.test(text) || words.some((_word, at) => asksWhoMay(words, at))) return 'approver';
  if (approving.test(text) && words.some(({ folded }) => asking.test(folded))) return 'approver';
  const at = words.findIndex(({ folded, meaning: { kind } }, index) => asks(folded) && opensAt(words, index, kind));
  const word = words[at];
  if (word === undefined) return startsMeaning(text) && !shows(words) ? 'meaning' : undefined;
  const rest = words.slice(at + 1);
  if (meaning.test(word.folded)) return shows(words) ? undefined : 'meaning';
  if (who.test(word.folded) && rest.some(isApproval)) return 'approver';
  if (who.test(word.folded)) return rest.some(isDeed) || word.folded === 'qui a' ? 'doer' : undefined;
  if (when.test(word.folded)) return rest.some(isKeptDeed) ? 'moment' : undefined;
  // "why does a restart want two people": the deed as such, which nobody did.
  const deed = rest.some(
    ({ noun, meaning: { kind }, token }) => noun === true && kind === 'act' && !/é[es]*$/u.test(token.raw),
  );
  const happened = rest.some((one) => one.meaning.kind === 'symptom' || one.stance === 'failing' || isPast(one));
  return deed && !happened ? 'reason' : undefined;
}

/** To let something be done, in other words than "approve". */
const approving =
  /\b(?:second (?:person|pair|human|opinion)|two people|another person|how many (?:people|approvals|reviewers|reviews)|okay(?:ed|s)|ok(?:ed|s)|sign(?:s|ed)? off|say yes|green light|combien de (?:personnes|gens|validations|relecteurs)|deux personnes|dire oui|pull request|approvals?|approbations?|permission|validation|dit oui|donne(?:r|nt)? (?:son|leur|le) accord|feu vert|quatre yeux|four eyes)\b/;
/** Whether somebody may. */
const permitted =
  /\b(?:(?:is|are|am|was) [\w.@-]+ allowed to|(?:a|ont|ai|as|avons|avez) (?:t il |t elle )?le droit d|le droit de (?:faire|lancer|demander)|est il autorise|est elle autorisee|suis je autorisee?)\b/;
/** "can eve restart things?", "est-ce que bob peut relancer": somebody who is no service and no server. */
function asksWhoMay(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'unknown' || word.token.clause !== words[0]?.token.clause) return false;
  const [before, next, after] = [words[at - 1]?.folded ?? '', words[at + 1], words[at + 2]];
  const does = (one: Word | undefined): boolean =>
    one?.meaning.kind === 'act' && one.meaning.part === 'verb' && one.meaning.weak !== true;
  if (at === 1 && /^(?:can|may|could)$/.test(before)) return does(next);
  return at <= 1 && (at === 0 || /^(?:est ce que|est ce)$/.test(before)) && next?.folded === 'peut' && does(after);
}

const asking =
  /^(?:do i need|do we need|who|whos|qui|why|pourquoi|how come|combien|how many|how|comment|when|quand|est ce que|is|does|do)$/;

const asks = (folded: string): boolean =>
  who.test(folded) || why.test(folded) || when.test(folded) || meaning.test(folded);

/** Only a word that opens its thought asks; "the one who restarted it" tells. */
function opensAt(words: readonly Word[], at: number, kind: Word['meaning']['kind']): boolean {
  const clause = words[at]?.token.clause;
  const before = words.slice(0, at).filter(({ token }) => token.clause === clause);
  // "redémarre-le quand il est prêt" is a condition, "quand il rame …" too.
  const condition = kind === 'mood' && /^(?:when|quand)$/.test(words[at]?.folded ?? '');
  const helped = /^(?:did|was|were|est ce que|a|est|has|will)$/.test(words[at + 1]?.folded ?? '');
  const joined = words[at - 1]?.meaning.kind === 'and' && who.test(words[at]?.folded ?? '');
  return (joined || before.every(({ meaning: { kind: one } }) => opening.has(one))) && (!condition || helped);
}

const startsMeaning = (text: string): boolean =>
  /^(?:and |so |et |alors |donc )?(?:what happens |a quoi (?:il |elle |ca |cela |ils |elles )?(?:sert|servent)|what s? ?[\w -]{1,40} (?:for|used for|mean)$)|\bwhat (?:is |s )?[\w-]+ (?:is )?(?:used )?for$|\b(?:ca veut dire|veut dire quoi|ca signifie|signifie quoi)\b/.test(
    text,
  );

const isApproval = ({ meaning: said }: Word): boolean => said.kind === 'act' && said.concept === 'approval';

const isPast = ({ meaning: { kind }, stance, noun }: Word): boolean =>
  kind === 'act' && stance === 'told' && noun !== true;

/** Something that is done to servers, by somebody. */
const isDeed = (word: Word): boolean =>
  word.meaning.kind === 'act' &&
  (word.meaning.described === true || word.stance === 'told' || word.noun === true) &&
  word.meaning.part !== 'topic' &&
  word.meaning.weak !== true;

/** What leaves its trace in runs; since when a service runs, its status says. */
const isKeptDeed = (word: Word): boolean =>
  isDeed(word) &&
  word.meaning.kind === 'act' &&
  /^(?:deploy|rollback|upgrade|install|uninstall|restore|delete|clean)$/.test(word.meaning.concept);

/** "what does the log of nginx say", "explique la charge de web-01": a look shows it. */
const shows = (words: readonly Word[]): boolean =>
  words.some(
    ({ meaning: said }) =>
      said.kind === 'symptom' || (said.kind === 'act' && said.part === 'topic' && !said.concept.startsWith('word:')),
  );

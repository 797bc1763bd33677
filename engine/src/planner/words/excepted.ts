import type { Word } from './word.js';

/** What can be left out: places, and services with the servers that run them. */
export const placeKinds: ReadonlySet<Word['meaning']['kind']> = new Set([
  'server',
  'tag',
  'environment',
  'unknown-server',
  'service',
]);
const passedOver = new Set<Word['meaning']['kind']>([
  'filler',
  'place-preposition',
  'machines',
  'all',
  'both',
  'and',
  'service-noun',
  'follow-up',
  'unknown',
]);
/** "web-02 exclus", "staging not included": said after what is left out. */
const afterwards =
  /^(?:exclus?|exclue?s?|excluded|excepted|excepte|exempt|exempte|exempted|exception|faisant exception|a part|apart|mis a part|not included|non compris|non comprise|non inclus|left out|left alone|spared|omitted|omis|aside|keep running|leave running|laisse tourner|laissez tourner)$/;

/** "don't touch staging" */
const isLeftAlone = ({ meaning, stance }: Word): boolean =>
  meaning.kind === 'act' && meaning.concept === 'touch' && stance === 'negated';

const isCount = ({ meaning, token }: Word): boolean => meaning.kind === 'literal' && token.kind === 'number';

/** "sauf web-01 et web-02", "but not staging", "pas sur web-02" after another name, "web-02 exclus". */
export function isExcepted(words: readonly Word[], at: number): boolean {
  return isExceptedBefore(words, at) || isExceptedAfter(words, at);
}

function isExceptedBefore(words: readonly Word[], at: number): boolean {
  const clause = words[at]?.token.clause;
  for (let index = at - 1; index >= 0; index--) {
    const before = words[index];
    if (before === undefined || before.token.clause !== clause) return false;
    const { kind } = before.meaning;
    // "web exclus, on web-01": it closes what stands before it.
    if (kind === 'except') return !closesList(words, index);
    if (isLeftAlone(before)) return true;
    // "every server but production"
    if (before.folded === 'but' && words.slice(0, index).some(({ meaning }) => meaning.kind === 'all')) return true;
    if (kind === 'negation') {
      const previous = words.slice(0, index).findLast(({ meaning }) => meaning.kind !== 'filler');
      // "impossible d'accéder au partage": what is not known there may be the verb that is denied.
      if (words.slice(index + 1, at).some(({ meaning }) => meaning.kind === 'unknown')) return false;
      // "je ne veux pas la recette, je veux …"
      if (/^(?:veux|veut|voulons|voulais|want|wanted)$/.test(words[index - 1]?.folded ?? '')) return true;
      // "plus de wifi dans les amphis": it is missing, and not left out.
      if (/^(?:plus|aucune?)$/.test(before.folded)) return false;
      // "ne tourne pas sur web-01" denies the verb; only beside another name, or at the start of a thought, the place.
      return (
        previous === undefined ||
        previous.token.clause !== clause ||
        isLeftAlone(previous) ||
        placeKinds.has(previous.meaning.kind) ||
        // "surtout zorglub pas sur web-02": no verb before it that it could deny.
        isAloneBefore(words, index) ||
        previous.meaning.kind === 'machines' ||
        previous.meaning.kind === 'all' ||
        /^(?:mais|but|enfin|et|and)$/.test(previous.folded)
      );
    }
    if (!passedOver.has(kind) && !placeKinds.has(kind) && !isCount(before)) return false;
  }
  return false;
}

/** Before it in its thought stands nothing that it could deny: no verb, and no complaint. */
const isAloneBefore = (words: readonly Word[], at: number): boolean =>
  words
    .slice(0, at)
    .filter(({ token }) => token.clause === words[at]?.token.clause)
    .every(({ meaning }) => meaning.kind === 'filler' || meaning.kind === 'unknown');

/** Of the list that ends right before the word: "web-01 et web-02 exclus". */
function isExceptedAfter(words: readonly Word[], at: number): boolean {
  const clause = words[at]?.token.clause;
  for (let index = at + 1; index < words.length; index++) {
    const after = words[index];
    if (after === undefined || after.token.clause !== clause) return false;
    if (afterwards.test(after.folded)) return closesList(words, index);
    const listed = after.meaning.kind === 'and' || words[index - 1]?.meaning.kind === 'and';
    if (!listed && after.meaning.kind !== 'filler' && after.meaning.kind !== 'unknown') return false;
  }
  return false;
}

/** A place stands right before it, and nothing that could be left out after it. */
function closesList(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || !afterwards.test(word.folded)) return false;
  const before = words.slice(0, at).findLast(({ meaning }) => !['filler', 'unknown'].includes(meaning.kind));
  const after = words.slice(at + 1).find(({ meaning }) => !['filler', 'auxiliary'].includes(meaning.kind));
  const apart = after === undefined || after.token.clause !== word.token.clause || !placeKinds.has(after.meaning.kind);
  return (
    before !== undefined && before.token.clause === word.token.clause && placeKinds.has(before.meaning.kind) && apart
  );
}

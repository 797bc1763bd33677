import type { Word } from './word.js';

/** Before these a verb's form is its noun: "la sauvegarde", "the last backup". */
const determiners = new Set(
  'the a an un une la le les des cette ce ces ma mon nos notre your our my this that last latest previous recent derniere dernier dernieres derniers any every each no aucune aucun quelle quel quelles quels which what de du of from depuis since precedente precedent prochaine next'.split(
    ' ',
  ),
);
/** To ask about these is to ask for them: passwords, the weather. */
const neverOnlyNamed = new Set(['manage-accounts', 'talk']);
/** What asks to see the thing that the noun names, rather than to do the deed. */
const askAbout = new Set(
  'last latest previous recent derniere dernier dernieres derniers any which what quelle quel quelles quels quand when where combien available disponible disponibles pending'.split(
    ' ',
  ),
);
/** "Lance une sauvegarde", "nginx needs a restart", "je voudrais un redémarrage": the deed itself is wanted. */
const wanting =
  /^(?:need|needs|needed|want|wants|besoin|veux|voudrais|voudrait|faudrait|faut|must|souhaite|aimerais|pouvoir|please|stp|svp|requires|merite|merits|deserves|could use|avoir|lets|un coup de|coup de|give|donne|fous|mets)$/;
const plural =
  /(?:backups|sauvegardes|archives|dumps|snapshots|updates|upgrades|patches|correctifs|mises a jour|releases)$/;

/** Whether the word at `at` is a noun there: given as one, or a verb's form with a determiner before it. */
export function isNoun(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'act' || word.meaning.part === 'topic' || word.meaning.weak === true) return false;
  if (neverOnlyNamed.has(word.meaning.concept)) return false;
  if (word.meaning.part === 'noun' || (plural.test(word.folded) && !word.folded.includes(' '))) return true;
  const before = words[at - 1];
  if (
    before === undefined ||
    before.token.clause !== word.token.clause ||
    // "thinking of rebooting": the deed is weighed.
    before.meaning.kind === 'mood' ||
    !determiners.has(before.folded.split(' ').at(-1) ?? '')
  )
    return false;
  // "pas la peine de redémarrer", "need to": an infinitive after its preposition stays a verb.
  if (before.token.raw.toLowerCase() === 'à') return false;
  return !(/^(?:de|des|le|la|les)$/.test(before.folded) && /(?:er|re|ir)$/.test(word.folded));
}

/** "Do the cleaning", "we need a restart": something before it in its thought wants the deed done. */
export function isWanted(words: readonly Word[], at: number): boolean {
  const before = thoughtBefore(words, at);
  const wanted = before.some(
    ({ meaning, folded }) =>
      (meaning.kind === 'act' && (meaning.concept === 'launch' || meaning.concept === 'revive')) ||
      wanting.test(folded),
  );
  // "svp annule la mise à jour": it is to be taken back.
  return wanted && !before.some((word) => isLook(word) || word.meaning.kind === 'dismissal');
}

/** Whether a noun asks for its deed: something wants it, or it stands at the head of the request. */
export function nounAsks(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (isWanted(words, at)) return true;
  if (plural.test(word.folded) || tellsMore(words, at)) return false;
  const before = thoughtBefore(words, at);
  return !definite(before.at(-1)) && before.every(isOpening);
}

const thoughtBefore = (words: readonly Word[], at: number): readonly Word[] =>
  words.slice(0, at).filter(({ token }) => token.clause === words[at]?.token.clause);

const isOpening = ({ meaning, folded }: Word): boolean =>
  isPassedOver(meaning.kind) && !askAbout.has(folded) && !/^(?:de|du|of|from)$/.test(folded);

const definite = (word: Word | undefined): boolean =>
  word !== undefined && /^(?:the|la|le|les|cette|this|that|ma|mon|notre|our|my)$/.test(word.folded);

const isLook = ({ meaning }: Word): boolean =>
  meaning.kind === 'act' && meaning.weak === true && /^(?:check|show|look)$/.test(meaning.concept);

const isPassedOver = (kind: Word['meaning']['kind']): boolean =>
  kind === 'filler' || kind === 'service' || kind === 'server' || kind === 'and' || kind === 'place-preposition';

/** "Backup failed", "mise à jour disponible": something is said of it. */
function tellsMore(words: readonly Word[], at: number): boolean {
  const after = words[at + 1];
  return (
    after !== undefined &&
    (after.meaning.kind === 'auxiliary' || after.meaning.kind === 'symptom' || askAbout.has(after.folded))
  );
}

import type { Word } from './word.js';

/** These take something back wherever they stand. */
const correction = /^(?:sorry|pardon|oops|oups|i meant?|je voulais dire|je parlais de|correction)$/;
/** These do so where a thought begins with them. */
const turn = /^(?:actually|finalement|plutot|rather|instead|enfin)$/;
/** "no," alone in its thought. */
const refusal = /^(?:no|non|nope|nan|wait|attends|attendez)$/;
/** "sorry to ask", "pardon de demander": courtesy. */
const courtesy = /^(?:to|for|about|if|de|pour|si|du|que)$/;
const places = new Set(['server', 'tag', 'environment', 'unknown-server', 'all', 'both']);
/** What makes of a replaced name something else than a plain place. */
const twisted = new Set(['except', 'negation', 'all', 'both', 'condition']);
const added = /^(?:also|aussi|too|as well|as well as|ainsi que|plus)$/;
const lookedInto =
  /^(?:check|look|verify|see|advise|confirm|investigate|review|analyse|analyze|update|suggest|examine)$/;

/** The words as they stand at the end, and whether that was plain enough to act on. */
export interface LastWord {
  readonly words: readonly Word[];
  readonly unsure: boolean;
}

/**
 * Second thoughts: "restart shop on app-01, sorry, app-02". What the later words replace, by its kind, is dropped; where
 * the earlier ones leave out, deny or take all, or the later ones only add, nobody can tell, and it is to be asked.
 */
export function lastWord(said: readonly Word[], asked: boolean): LastWord {
  const words = withoutReplies(said);
  const wonders = hesitates(words) || (asked && asksAboutDoing(words));
  const at = words.findLastIndex((_word, index) => takesBack(words, index));
  if (at < 1) return { words, unsure: wonders };
  const [before, after] = [words.slice(0, at), words.slice(at + 1)];
  const spoken = before.some((word) => kindOf(word) !== undefined);
  // "partout en prod, enfin pas sur app-03": it leaves something out and replaces nothing.
  if (
    after.some(({ meaning }) => meaning.kind === 'negation' || meaning.kind === 'except') &&
    !after.some((word) => kindOf(word) === 'verb')
  )
    return { words, unsure: wonders };
  const kinds = new Set(after.map(kindOf).filter((kind) => kind !== undefined));
  if (isStop(words, at)) kinds.add('verb');
  const plainNo = refusal.test(words[at]?.folded ?? '');
  if (plainNo ? kinds.size === 0 : words[at]?.meaning.kind === 'dismissal') kinds.add('verb');
  if (!spoken || kinds.size === 0) return { words, unsure: wonders };
  const unsure =
    before.some(({ meaning, folded }) => twisted.has(meaning.kind) && !refusal.test(folded)) ||
    after.some(({ folded, meaning }) => added.test(folded) || meaning.kind === 'unknown') ||
    wonders ||
    [before, after].every((side) => side.some(({ token }) => token.kind === 'number'));
  const settled = words.map((word, index): Word => {
    const kind = kindOf(word);
    const gone = index === at || (index < at && kind !== undefined && kinds.has(kind));
    return gone ? { ...word, meaning: { kind: 'filler' } } : word;
  });
  return { words: settled, unsure };
}

/** "on web-01 actually web-02", "no wait, start it": a word of doubt between two of a kind, wherever it stands. */
const doubt = /^(?:actually|rather|plutot|wait|no wait|euh|hmm?|scratch|nope|finalement|attends|enfin)$/;
const hesitates = (words: readonly Word[]): boolean =>
  words.some(({ folded }, at) => {
    // "wait 30s" is a step.
    if (!doubt.test(folded) || /^\d/.test(words[at + 1]?.folded ?? '')) return false;
    const before = new Set(words.slice(0, at).map(kindOf));
    return words.slice(at + 1).some((word) => kindOf(word) !== undefined && before.has(kindOf(word)));
  });

function takesBack(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word === undefined || word.token.quoted) return false;
  if (correction.test(word.folded)) return !courtesy.test(words[at + 1]?.folded ?? '');
  const opens = words[at - 1]?.token.clause !== word.token.clause;
  if (isStop(words, at)) return true;
  if (refusal.test(word.folded)) return opens && words[at + 1]?.token.clause !== word.token.clause;
  if (word.meaning.kind === 'dismissal') return /\b(?:that|it|ca|non|tomber|mind|laisse)\b/.test(word.folded);
  return opens && turn.test(word.folded);
}

/** "no wait, don't.": alone in its thought, it takes back what was ordered before. */
function isStop(words: readonly Word[], at: number): boolean {
  const clause = words[at]?.token.clause;
  const alone = [words[at - 1], words[at + 1]].every((other) => other?.token.clause !== clause);
  return alone && /^(?:dont|do not|surtout pas|never|jamais)$/.test(words[at]?.folded ?? '');
}

/** What one thing is replaced by is of its kind. */
function kindOf({ meaning }: Word): string | undefined {
  if (places.has(meaning.kind)) return 'place';
  if (meaning.kind === 'act') return meaning.part === 'topic' ? undefined : 'verb';
  if (meaning.kind === 'literal') return `literal ${meaning.literal}`;
  return meaning.kind === 'service' || meaning.kind === 'named' ? meaning.kind : undefined;
}

/**
 * "kindly check and revert", "revert with the logs": that an answer is wanted, where nothing says to what one would go
 * back.
 */
function withoutReplies(words: readonly Word[]): readonly Word[] {
  return words.map((word, at) => {
    if (word.folded === 'revert' && /^(?:with|back|to me|to us|asap)$/.test(words[at + 1]?.folded ?? ''))
      return { ...word, meaning: { kind: 'act', part: 'verb', concept: 'show', weak: true } };
    if (word.folded !== 'revert' || !/^(?:and|then)$/.test(words[at - 1]?.folded ?? '')) return word;
    const looked = words.slice(0, at).some(({ folded }) => lookedInto.test(folded));
    const object = words
      .slice(at + 1)
      .some(({ meaning, folded }) => meaning.kind !== 'filler' && !/^(?:back|soon|us|me|to)$/.test(folded));
    return looked && !object ? { ...word, meaning: { kind: 'filler' } } : word;
  });
}

/** "je redémarre nginx ?", "on relance ?": whoever asks that has not decided. */
const asksAboutDoing = (words: readonly Word[]): boolean =>
  words.some(
    ({ folded, token }, at) =>
      /^(?:je|on|i|we)$/.test(folded) &&
      words[at - 1]?.token.clause !== token.clause &&
      words[at + 1]?.meaning.kind === 'act' &&
      words[at + 1]?.token.clause === token.clause,
  );

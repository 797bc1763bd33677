import type { Word } from './word.js';

/** Say that what follows is wished for, however far it is wrapped up. */
const wishes =
  /^(?:obliged|obliging|grateful|thankful|appreciate|appreciated|glad|happy|pleased|delighted|kindly|please|pls|plz|request|requested|requesting|like|love|want|wish|hoping|hope|needful|favou?r|ask|asking|reconnaissante?s?|gre|souhaite|souhaitons|souhaiterais|souhaiterions|voudrais|voudrions|voudrait|aimerais|aimerions|desire|desirons|prie|prions|demande|demandons|faudrait|faut|svp|stp|might|could)$/;
/** "have it restarted", "que nginx soit redémarré", "if it could be restarted": the deed of somebody who is asked. */
const passives = /^(?:have|get|getting|see|were|be|soit|soient|fut|etre)$/;
/** What stood so was done, and is told. */
const past = /^(?:was|has|had|after|since|apres|depuis|ete)$/;
const far = 8;

/** Whether the participle at `at` is wished for: "I would be obliged if the filter were restarted". */
export function isWished(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (word?.meaning.kind !== 'act' || word.meaning.described !== true) return false;
  // "would you mind restarting it"
  if (/^(?:would|do) you mind$|^mind$/.test(words[at - 1]?.folded ?? '')) return word.folded.endsWith('ing');
  const before = words.slice(Math.max(0, at - far), at).filter(({ token }) => token.clause === word.token.clause);
  const passive = before.findLastIndex(({ folded }) => passives.test(folded));
  if (passive < 0 || before.slice(passive).some(({ folded }) => past.test(folded))) return false;
  return words.slice(0, at).some(({ folded }) => folded.split(' ').some((one) => wishes.test(one)));
}

import { fold } from '../../request/fold.js';

const table = (list: string): ReadonlyMap<string, number> =>
  new Map(
    list
      .split(' ')
      .map((pair) => pair.split(':'))
      .map(([word = '', value]) => [word, Number(value)] as const),
  );

const small = table(
  'zero:0 un:1 une:1 one:1 deux:2 two:2 trois:3 three:3 quatre:4 four:4 cinq:5 five:5 six:6 sept:7 seven:7 huit:8 eight:8 neuf:9 nine:9 dix:10 ten:10 onze:11 eleven:11 douze:12 twelve:12 treize:13 thirteen:13 quatorze:14 fourteen:14 quinze:15 fifteen:15 seize:16 sixteen:16 seventeen:17 eighteen:18 nineteen:19',
);
const tens = table(
  'vingt:20 twenty:20 trente:30 thirty:30 quarante:40 forty:40 fourty:40 cinquante:50 fifty:50 soixante:60 sixty:60 septante:70 seventy:70 huitante:80 octante:80 eighty:80 nonante:90 ninety:90',
);
const scales = table('cent:100 cents:100 hundred:100 mille:1000 thousand:1000');
const twenties = /^vingts?$/;
const joins = /^(?:et|and)$/;

/** Parts of a number as it is written: "quatre-vingt-dix" is three. */
const piecesOf = (word: string): readonly string[] => fold(word).split('-');

/** Whether a folded word is a number, or several joined by hyphens. */
export const isNumberWord = (word: string): boolean =>
  piecesOf(word).every((piece) => small.has(piece) || tens.has(piece) || scales.has(piece) || twenties.test(piece)) ||
  (word.includes('-') && piecesOf(word).every((piece) => joins.test(piece) || isNumberWord(piece)));

/** The number of one word up to ten, as it is said in names: "zero", "one"; "oh" is a zero there. */
export const digitOf = (word: string): string | undefined => {
  const value = small.get(word) ?? (word === 'oh' ? 0 : undefined);
  return value === undefined || value > 9 ? undefined : String(value);
};

/** The value of words that together are one number, French or English; undefined where they are not one. */
export function numberOf(words: readonly string[]): number | undefined {
  let [total, group] = [0, 0];
  for (const piece of words.flatMap(piecesOf)) {
    const scale = scales.get(piece);
    const unit = small.get(piece) ?? tens.get(piece);
    if (joins.test(piece)) continue;
    if (scale !== undefined) {
      group = Math.max(group, 1) * scale;
      if (scale === 1000) [total, group] = [total + group, 0];
    } else if (twenties.test(piece)) {
      if (group % 100 !== 0 && group % 100 !== 4) return undefined;
      group = group % 100 === 4 ? group - 4 + 80 : group + 20;
    } else if (unit !== undefined) {
      // "one two" are two numbers; "vingt deux", "soixante douze" are one.
      const room = group % 100;
      const fits = room === 0 || (room >= 20 && unit < (room === 60 || room === 80 ? 20 : 10));
      if (!fits) return undefined;
      group += unit;
    } else return undefined;
  }
  return total + group;
}

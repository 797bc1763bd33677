import { digitOf, isNumberWord, numberOf } from './spoken-numbers.js';
import type { Token } from './tokens.js';

/** Punctuation by its name, as dictation writes it; `|` between forms. */
const stops = new Set(
  'question mark|full stop|exclamation mark|point d interrogation|point de interrogation|point d exclamation|point de exclamation|point virgule|a la ligne|new line|virgule|comma'.split(
    '|',
  ),
);
const dash = /^(?:dash|hyphen|tiret|trait)$/;
const dot = /^(?:dot|point)$/;
/** Alone these are articles, pronouns, or "new" as often as numbers. */
const alsoOther = /^(?:un|une|one|deux|two|neuf)$/;
const longestStop = 3;

/** Reads what was dictated as it would be typed: numbers in words, "dash zero one", "question mark". */
export function writeSpoken(tokens: readonly Token[]): Token[] {
  return withoutDashes(withVersions(withNumbers(withStops(tokens))));
}

const isWord = (token: Token | undefined): token is Token => token?.kind === 'word';

function withStops(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  let added = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const length = [longestStop, 2, 1].find((count) => {
      const words = tokens.slice(at, at + count);
      return words.length === count && words.every(isWord) && stops.has(words.map(({ folded }) => folded).join(' '));
    });
    if (length === undefined) {
      kept.push({ ...token, clause: token.clause + added });
      continue;
    }
    added += 1;
    at += length - 1;
  }
  return kept;
}

function withNumbers(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const digits = digitsAt(tokens, at);
    const run = digits ?? numberAt(tokens, at);
    const [token] = tokens.slice(at, at + 1);
    if (token === undefined) break;
    kept.push(run === undefined ? token : { ...token, kind: 'number', raw: run.text, folded: run.text });
    at += run?.length ?? 1;
  }
  return kept;
}

interface Run {
  readonly text: string;
  readonly length: number;
}

const sameThought = (tokens: readonly Token[], at: number, from: number): boolean =>
  isWord(tokens[at]) && tokens[at]?.clause === tokens[from]?.clause;

/** "zero one", "oh three", and after a dash any digit: the number of a name. */
function digitsAt(tokens: readonly Token[], at: number): Run | undefined {
  const first = tokens[at];
  if (!isWord(first)) return undefined;
  const isDigit = (near: number): boolean =>
    /^(?:\d+)$/.test(digitOf(tokens[near]?.folded ?? '') ?? tokens[near]?.folded ?? '');
  const pointed = [-1, 1].some((step) => dot.test(tokens[at + step]?.folded ?? '') && isDigit(at + 2 * step));
  const dashed = pointed || dash.test(tokens[at - 1]?.folded ?? '');
  let text = '';
  let end = at;
  for (; sameThought(tokens, end, at); end++) {
    const digit = digitOf(tokens[end]?.folded ?? '');
    if (digit === undefined) break;
    text += digit;
  }
  const named = text.length >= 2 && text.startsWith('0');
  return named || (dashed && text !== '') ? { text, length: end - at } : undefined;
}

function numberAt(tokens: readonly Token[], at: number): Run | undefined {
  let end = at;
  while (sameThought(tokens, end, at)) {
    const word = tokens[end]?.folded ?? '';
    const next = tokens[end + 1]?.folded ?? '';
    if (!isNumberWord(word) && !(end > at && /^(?:et|and)$/.test(word) && isNumberWord(next))) break;
    end += 1;
  }
  // The longest run that is one number: "three two" are two.
  for (; end > at; end--) {
    const words = tokens.slice(at, end).map(({ folded }) => folded);
    if (words.length === 1 && alsoOther.test(words[0] ?? '')) return undefined;
    const value = /^(?:et|and)$/.test(words.at(-1) ?? '') ? undefined : numberOf(words);
    if (value !== undefined) return { text: String(value), length: words.length };
  }
  return undefined;
}

/** "two point five point one" is 2.5.1; a "point" that ends a thought is its full stop. */
function withVersions(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const last = kept.at(-1);
    const next = tokens[at + 1];
    const before = tokens[at - 1];
    if (isWord(token) && dot.test(token.folded) && numeric(last) && numeric(next)) continue;
    if (isWord(token) && token.folded === 'point' && next === undefined && before !== undefined) continue;
    const joined = isWord(before) && dot.test(before.folded) && numeric(last) && numeric(token);
    if (joined && last !== undefined) {
      const text = `${last.folded}.${token.folded}`;
      kept[kept.length - 1] = { ...last, kind: 'word', raw: text, folded: text };
    } else kept.push(token);
  }
  return kept;
}

const numeric = (token: Token | undefined): boolean => token !== undefined && /^\d+(?:\.\d+)*$/.test(token.folded);

/** "app dash zero one": the pieces of a name, which the dash only joins. */
const withoutDashes = (tokens: readonly Token[]): Token[] =>
  tokens.filter(
    (token, at) => !(isWord(token) && dash.test(token.folded) && at > 0 && tokens[at + 1]?.clause === token.clause),
  );

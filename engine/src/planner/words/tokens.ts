import { fold } from '../../request/fold.js';

/** One word of a request, or one literal that is taken as it stands. */
export interface Token {
  readonly kind: 'word' | 'number' | 'code' | 'url' | 'path' | 'image' | 'clock';
  /** As it was typed; for code without its backticks. */
  readonly raw: string;
  readonly folded: string;
  /** Counts up at punctuation, and at words that open a new thought. */
  readonly clause: number;
  /** Inside quotation marks: reported words. */
  readonly quoted: boolean;
}

const pattern =
  /(?<code>`[^`\n]+`)|(?<url>[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s<>"'`)»]+)|(?<path>(?<=^|[\s(:"«])\/[\p{L}\p{N}._@%+-][^\s"'`)»,;]*)|(?<slot>\{[a-z][a-z0-9_]*\})|(?<clock>(?<![\p{L}\p{N}])\d{1,2}:\d{2}(?!\p{N}))|(?<image>(?=\S*[.:@]\w)(?:[a-z0-9][a-z0-9.-]*(?::\d+)?\/)(?:[a-z0-9][a-z0-9._-]*\/)*[a-z0-9][a-z0-9._-]*(?::[A-Za-z0-9_][\w.-]*)?(?:@sha256:[0-9a-f]{64})?|[a-z][a-z0-9._-]*:(?=[\w.-]*\d|latest|stable|main)(?!\d{2,5}(?![\w.]))[A-Za-z0-9_][\w.-]*(?:@sha256:[0-9a-f]{64})?)|(?<word>[\p{L}\p{N}][\p{L}\p{N}._@*'’+=-]*)|(?<quote>["«»“”])|(?<stop>[,;:.!?()\n…—–]| - )/gu;

/** What the elided letter stands for, so that "l'autre" and "le autre" are the same words. */
const elisions: Readonly<Record<string, string>> = {
  l: 'le',
  d: 'de',
  j: 'je',
  qu: 'que',
  n: 'ne',
  s: 'se',
  c: 'ce',
  t: 'te',
  m: 'me',
  lorsqu: 'lorsque',
  puisqu: 'puisque',
  jusqu: 'jusque',
};
const clitics = new Set('le la les tu vous je il elle on nous ils elles moi lui leur ce y t en'.split(' '));
/** These start a new thought even where no comma stands before them. */
const turns = new Set('mais but puis then ensuite'.split(' '));
const openers: Readonly<Record<string, boolean>> = { '«': true, '“': true, '»': false, '”': false };

/** Splits a request into words and literals. `{slot}` stays one word, so that trigger phrases are read alike. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let quoted = false;
  const push = (kind: Token['kind'], raw: string, folded: string): void => {
    if (kind === 'word' && turns.has(folded)) clause += 1;
    tokens.push({ kind, raw, folded, clause, quoted });
  };
  for (const { groups = {} } of text.matchAll(pattern)) {
    if (groups.stop !== undefined) clause += 1;
    else if (groups.quote !== undefined) quoted = openers[groups.quote] ?? !quoted;
    else if (groups.code !== undefined) push('code', groups.code.slice(1, -1).trim(), '');
    else if (groups.url !== undefined) push('url', groups.url.replace(/[.,;:!?]+$/, ''), '');
    else if (groups.path !== undefined) push('path', groups.path.replace(/[.:!?]+$/, ''), '');
    else if (groups.clock !== undefined) push('clock', groups.clock, groups.clock);
    else if (groups.image !== undefined) push('image', groups.image.replace(/[.:]+$/, ''), '');
    else if (groups.slot !== undefined) push('word', groups.slot, groups.slot);
    else if (groups.word !== undefined) {
      const ended = /\.$/.test(groups.word);
      // "la file d attente": the apostrophe is left out as often as not. After a number the letter is a unit.
      const lone =
        tokens.at(-1)?.kind === 'number'
          ? undefined
          : /^t$/i.test(groups.word)
            ? undefined
            : elisions[groups.word.toLowerCase()];
      const parts = lone === undefined ? splitWord(groups.word) : [{ raw: groups.word, folded: lone, number: false }];
      for (const part of parts) push(part.number ? 'number' : 'word', part.raw, part.folded);
      if (ended) clause += 1;
    }
  }
  return tokens;
}

interface Part {
  readonly raw: string;
  readonly folded: string;
  readonly number: boolean;
}

function splitWord(typed: string): Part[] {
  const raw = typed.replace(/[.'’=-]+$/, '').replace(/(?<!\+)\+$/, '');
  const folded = fold(raw);
  const part = (text: string, value = fold(text)): Part => ({ raw: text, folded: value, number: /^\d+$/.test(value) });
  if (folded === "aujourd'hui") return [part(raw, 'aujourdhui')];
  if (folded === "s'il" || folded === "s'ils") return [part('si'), part('il')];
  // Contractions of "not" stay one word; other English ones lose their tail, which says nothing.
  if (folded.endsWith("n't")) return [part(raw, folded.replace("'", ''))];
  const [head = '', ...tail] = folded.split("'");
  const whole = elisions[head];
  if (tail.length > 0 && whole !== undefined) return [part(whole), ...splitWord(raw.slice(head.length + 1))];
  if (tail.length > 0) return [part(raw.slice(0, head.length))];
  const pieces = raw.split('-');
  const last = pieces[pieces.length - 1] ?? '';
  // "redémarre-le", "as-tu", "va-t-il": the pronoun hangs on by a hyphen; "web-01" stays whole.
  if (pieces.length > 1 && clitics.has(fold(last))) return [...splitWord(pieces.slice(0, -1).join('-')), part(last)];
  return raw === '' ? [] : [part(raw)];
}

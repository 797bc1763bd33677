import type { Literal } from '../vocabulary/meaning.js';
import type { Word } from '../words/word.js';

/** A number with the word that says of what: "50 lines", "top 5 processes". */
export interface Quantity {
  readonly value: number;
  /** Folded; empty where nothing follows. */
  readonly unit: string;
  /** The word before it, folded. */
  readonly before: string;
}
/** A length of time as runbooks write it, and what it is said of. */
export interface Span {
  readonly duration: string;
  readonly days: number;
  readonly relation: 'since' | 'older' | 'within' | 'plain';
}

/** Everything in the words that stands for itself: what a runbook's inputs may be filled with. */
export interface Values {
  readonly numbers: readonly Quantity[];
  readonly spans: readonly Span[];
  /** Moments that "since" names, most exact first, in the words of a journal. */
  readonly since: readonly string[];
  readonly literals: Readonly<Record<Literal, readonly string[]>>;
}

const units: readonly (readonly [pattern: RegExp, unit: 's' | 'm' | 'h' | 'd', factor: number])[] = [
  [/^(?:s|sec|secs|secondes?|seconds?)$/, 's', 1],
  [/^(?:m|mn|mns|min|mins|minutes?)$/, 'm', 1],
  [/^(?:h|hr|hrs|heures?|hours?)$/, 'h', 1],
  [/^(?:j|d|jours?|days?|nuits?|nights?)$/, 'd', 1],
  [/^(?:semaines?|weeks?|w|wk|sem)$/, 'd', 7],
  [/^(?:mois|months?)$/, 'd', 30],
  [/^(?:ans?|annees?|years?)$/, 'd', 365],
];
const written = new Map(
  'un:1 une:1 a:1 an:1 one:1 deux:2 two:2 trois:3 three:3 quatre:4 four:4 cinq:5 five:5 six:6 sept:7 seven:7 huit:8 eight:8 neuf:9 nine:9 dix:10 ten:10 douze:12 twelve:12 quinze:15 fifteen:15 vingt:20 twenty:20 trente:30 thirty:30 quarante:40 forty:40 cinquante:50 fifty:50 soixante:60 sixty:60 cent:100 hundred:100 dizaine:10 douzaine:12 dozen:12 quinzaine:15 vingtaine:20 trentaine:30 cinquantaine:50 centaine:100'
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([word = '', value]) => [word, Number(value)] as const),
);
const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

const countable =
  /^(?:lines?|lignes?|process|processes|processus|dossiers?|fichiers?|folders?|files?|sauvegardes?|backups?|copies|releases|entries)$/;

const older =
  /(?:older|plus vieux|plus ancien|anterieur|de plus de|plus de|over|more than|datant|than|beyond|anciens?|vieux|old)/;
const since = /(?:since|depuis|last|past|dernieres?|derniers?|ces|previous|recent)/;
const within = /(?:within|under|sous|d ici|moins de|less than|en moins de)/;

export function readValues(words: readonly Word[], quotes: readonly string[]): Values {
  const literals: Record<Literal, string[]> = {
    number: [],
    code: [],
    url: [],
    path: [],
    quote: [...quotes],
    image: [],
    version: [],
    duration: [],
    size: [],
    clock: [],
  };
  const numbers: Quantity[] = [];
  const spans: Span[] = [];
  words.forEach((word, at) => {
    if (word.meaning.kind === 'literal') literals[word.meaning.literal].push(word.meaning.value);
    const span = readSpan(words, at);
    const counted = written.get(word.folded);
    if (span !== undefined) spans.push({ ...span, relation: relationOf(words, at) });
    else if (counted !== undefined && counted > 1 && countable.test(unitAfter(words, at)))
      numbers.push({ value: counted, unit: unitAfter(words, at), before: words[at - 1]?.folded ?? '' });
    else if (word.meaning.kind === 'literal' && word.meaning.literal === 'number')
      numbers.push({
        value: Number(word.meaning.value),
        unit: unitAfter(words, at),
        before: words[at - 1]?.folded ?? '',
      });
  });
  return { numbers, spans, since: readSince(words), literals };
}

/** "50 dernières lignes": the noun after the adjectives. */
function unitAfter(words: readonly Word[], at: number): string {
  const next = words
    .slice(at + 1, at + 4)
    .find(
      ({ folded }) =>
        !/^(?:derniere?s?|last|latest|plus|gros|grosses|biggest|largest|most|recent|recente?s|premiere?s?|first|de|of)$/.test(
          folded,
        ),
    );
  return next?.folded ?? '';
}

function readSpan(words: readonly Word[], at: number): Omit<Span, 'relation'> | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const short = /^(\d{1,5})([a-z]+)$/.exec(word.token.folded);
  if (word.meaning.kind === 'literal' && word.meaning.literal === 'duration' && short !== null)
    return spanOf(Number(short[1]), short[2] ?? '');
  const digits = word.meaning.kind === 'literal' && word.meaning.literal === 'number';
  const value = digits ? Number(word.token.folded) : written.get(word.folded);
  // "in the last hour", "la dernière heure"
  if (value === undefined && /^(?:last|past|derniere?)$/.test(word.folded))
    return /^(?:hour|heure|day|jour|week|semaine|minute|night|nuit)$/.test(words[at + 1]?.folded ?? '')
      ? spanOf(1, words[at + 1]?.token.folded ?? '')
      : undefined;
  if (value === undefined) return undefined;
  const unit = /^(?:derniere?s?|last|past)$/.test(words[at + 1]?.folded ?? '') ? words[at + 2] : words[at + 1];
  return unit === undefined ? undefined : spanOf(value, unit.token.folded);
}

/** The shortest way to write it: 14d, 36h; undefined for what is no unit of time. */
function spanOf(value: number, unit: string): Omit<Span, 'relation'> | undefined {
  const found = units.find(([pattern]) => pattern.test(unit));
  if (found === undefined || value <= 0 || value > 99_999) return undefined;
  const [, base, factor] = found;
  return { duration: `${value * factor}${base}`, days: (value * factor * secondsOf[base]) / secondsOf.d };
}

function relationOf(words: readonly Word[], at: number): Span['relation'] {
  if (/^(?:last|past|derniere?)$/.test(words[at]?.folded ?? '')) return 'since';
  const around = words
    .slice(Math.max(0, at - 3), at)
    .map(({ folded }) => folded)
    .join(' ');
  const after = words[at + 1]?.folded ?? '';
  if (older.test(around) && !since.test(around)) return 'older';
  if (since.test(around) || /^(?:derniere?s?|last)$/.test(after)) return 'since';
  return within.test(around) ? 'within' : 'plain';
}

function readSince(words: readonly Word[]): string[] {
  return words.flatMap(({ folded, meaning }, at): string[] => {
    const before = words
      .slice(Math.max(0, at - 2), at)
      .map((word) => word.folded)
      .join(' ');
    if (meaning.kind === 'literal' && meaning.literal === 'clock' && /(?:since|depuis|from|a partir)/.test(before))
      return [meaning.value];
    if (/^(?:ce matin|this morning|today|aujourdhui|ce jour|midnight|minuit)$/.test(folded)) return ['today', '24h'];
    if (/^(?:hier|yesterday|last night|hier soir|cette nuit|la veille)$/.test(folded)) return ['yesterday', '48h'];
    return [];
  });
}

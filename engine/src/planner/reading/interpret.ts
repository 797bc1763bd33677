import type { Language } from '../../actions/action.js';
import { fold } from '../../request/fold.js';
import { markStatements } from '../words/bare-statements.js';
import { alertWords } from '../words/alert-text.js';
import { asideClauses } from '../words/asides.js';
import { continues } from '../words/continues.js';
import { cutIntoParts } from '../words/cut-into-parts.js';
import { readKnowledge } from './knowledge.js';
import { lastWord } from '../words/last-word.js';
import { isNoun } from '../words/nouns.js';
import { readActs } from './read-acts.js';
import { readMoods } from './read-moods.js';
import { readObjects } from './read-objects.js';
import { readPlace } from './read-place.js';
import { readServices, settledBy } from './read-services.js';
import { readStrangers } from './read-strangers.js';
import { readSymptom } from './read-symptom.js';
import { readValues } from './read-values.js';
import { type Known, readWords } from './read-words.js';
import type { Asked, Mood, Reading } from './reading.js';
import { asksOfNames, isReport, looksAtSomething } from './reports.js';
import { readRequestText } from '../words/request-text.js';
import { stanceOf } from './stance.js';
import { datedLogs, soughtImages, soughtQuotes, statements, versionsToPut } from './stated-acts.js';
import { readUnread, unknownBeside } from './unread.js';
import { withoutToldExceptions } from './told-exceptions.js';
import type { Word } from '../words/word.js';

/** What all parts of one request share. */
interface Sentence {
  readonly language: Language;
  readonly known: Known;
  readonly moods: ReadonlySet<Mood>;
  readonly quotes: readonly string[];
  readonly attachments: readonly string[];
  readonly cut: boolean;
  readonly meta: boolean;
  readonly wavers: boolean;
  /** Something is to be answered, or is only thought about. */
  readonly question: boolean;
}

/** Words to the machine about its orders, and about what was approved. */
const speaksOfItself =
  /\b(?:prompt|instructions?|jailbreak|developer mode|override|overrides|bypass|pre-?approved|already approved|deja approuve|approved by|approuve par|consider that|considere que|pretend|fais comme si|the user (?:has|also|asked|wants)|le utilisateur a|l'utilisateur a)\b/;
/** What only a shell gives a meaning to. */
const shell = /\$\(|\$\{|&&|\|\|/;

/** "$(curl … | sh)": what a shell would carry out names nothing to look at. */
const substitution = /\$\([^)\n]*\)?|\$\{[^}\n]*\}?/g;

/** "est-il joignable", "tourne-t-il": a question without its mark. */
const inverted = /\p{L}-(?:t-)?(?:il|elle|ils|elles)(?![\p{L}-])/iu;
const questioning: readonly Mood[] = ['how-to', 'advice', 'inquiry'];

const quotation =
  /"([^"\n]{1,200})"|«\s*([^»\n]{1,200}?)\s*»|“([^”\n]{1,200})”|(?<=\s)'([^'\n]{2,200})'(?=[\s.,?!]|$)/g;

/** Reads one request. Decides nothing: two readings of the same words are equal, whoever asks. */
export function interpret(text: string, language: Language, known: Known): Reading {
  const { words: written, attachments, cut } = readRequestText(text);
  const sent = alertWords(written);
  const typed = markStatements((sent ?? written).replaceAll(substitution, ' '));
  const { words: plain, unsure } = lastWord(readWords(typed, known), typed.includes('?'));
  const words = withoutToldExceptions(
    plain.map(
      (_word, at): Word => ({ ...asReported(plain, at), stance: stanceOf(plain, at), noun: isNoun(plain, at) }),
    ),
  );
  const quotes = [...typed.matchAll(quotation)].map(
    ([, plainly, french, curly, single]) => plainly ?? french ?? curly ?? single ?? '',
  );
  const meta = speaksOfItself.test(fold(text)) || shell.test(written);
  const moods = readMoods(words);
  // Taken back, or only wondered about, and not plainly settled: a change is asked about.
  if (unsure) moods.add('advice');
  const question =
    inverted.test(typed) || (typed.includes('?') && asksOfNames(words)) || questioning.some((mood) => moods.has(mood));
  const sentence = { language, known, moods, quotes, attachments, cut, meta, wavers: unsure, question };
  const whole = readPart(words, sentence);
  // A tool asks for nothing; a person who pastes it may.
  if (sent !== undefined && whole.acts.every(asksNothing)) return { ...whole, acts: [], symptom: true };
  if (saysQuoted(plain)) return { ...whole, symptom: true };
  const parts = cutIntoParts(words);
  return parts.length < 2 ? whole : { ...whole, parts: parts.map((part) => readPart(part, sentence)) };
}

const asksNothing = ({ part, stance, weak }: Asked): boolean => part === 'topic' || weak || stance !== 'asked';

/** "« page blanche, erreur de connexion à la base »": what users saw, in their own words. */
const saysQuoted = (words: readonly Word[]): boolean =>
  words.filter(({ token }) => token.quoted).length > emphasis &&
  words.some(({ meaning, token }) => token.quoted && meaning.kind === 'symptom');
const emphasis = 2;

/** One quoted word is emphasis; several are somebody else's, and ask for nothing. */
function asReported(words: readonly Word[], at: number): Word {
  const word = words[at];
  if (word === undefined) throw new RangeError(`there is no word ${at}`);
  const beside = [words[at - 1], words[at + 1]].some((other) => other?.token.quoted === true);
  return word.token.quoted && beside ? { ...word, meaning: { kind: 'filler' } } : word;
}

function serverAfterFrom(words: readonly Word[]): string | undefined {
  const behind = (preposition: RegExp): number =>
    words.findIndex(
      ({ meaning }, index) => meaning.kind === 'server' && preposition.test(words[index - 1]?.folded ?? ''),
    );
  // "le port 22 de db-01 est-il joignable depuis web-01": "de" says so only where nothing says it plainly.
  const plainly = behind(/^(?:from|depuis)$/);
  const at = plainly >= 0 ? plainly : behind(/^de$/);
  const meaning = words[at]?.meaning;
  return meaning?.kind === 'server' ? meaning.servers[0] : undefined;
}

/** "resolve db-01 from app-03": two places, one looked at from the other; "from web-01 and web-02" is a list. */
function looksAcross(words: readonly Word[]): boolean {
  const at = words.findIndex(
    ({ meaning }, index) =>
      meaning.kind === 'server' && /^(?:from|depuis|a partir de)$/.test(words[index - 1]?.folded ?? ''),
  );
  const next = words[at + 1];
  const listed = next?.meaning.kind === 'and' || next?.meaning.kind === 'server';
  return at >= 0 && !listed && words.some(({ meaning }, index) => index !== at && meaning.kind === 'server');
}
const asWriting = ({ deed: _, ...act }: Asked): Asked => ({ ...act, concept: 'write' });

/** A name that stands in a phrase of the catalog, "the site in maintenance", is said for that phrase too. */
function ownWords(words: readonly Word[], { lexicon }: Known['catalog']): Asked[] {
  return words.flatMap(({ meaning, folded }): Asked[] => {
    if (!['service', 'tag', 'environment', 'server'].includes(meaning.kind)) return [];
    const own = lexicon.get(folded.split(' ').at(-1) ?? '');
    return own?.kind !== 'act'
      ? []
      : [{ concept: own.concept, part: 'topic', weak: false, stance: 'asked', implied: true }];
  });
}

function readPart(
  words: readonly Word[],
  { language, known, moods, quotes, attachments, cut, meta, wavers, question }: Sentence,
): Reading {
  const acts = [
    ...readActs([...words], versionsToPut(words)),
    ...ownWords(words, known.catalog),
    ...statements(words),
    ...datedLogs(words),
    ...soughtQuotes(words, quotes),
    ...soughtImages(words),
  ].map((act) =>
    // "replace /etc/motd by this:" with the content below is a file to write.
    act.concept === 'edit' && attachments.length > 0 ? asWriting(act) : act,
  );
  const has = (kind: Word['meaning']['kind']): boolean => words.some(({ meaning }) => meaning.kind === kind);
  const place = readPlace(words, known.inventory);
  const asides = asideClauses(words);
  return {
    language,
    acts,
    symptom: readSymptom(words, acts) || (!question && isReport(words, acts)),
    moods,
    ...settledBy(place.named, readServices(words), known.inventory),
    place,
    strangers: readStrangers(words),
    unread: readUnread(words, place),
    beside: unknownBeside(words),
    unknown: words.filter(
      ({ meaning, token }) =>
        (meaning.kind === 'unknown' || meaning.kind === 'unknown-server') && !asides.has(token.clause),
    ).length,
    corrected: words.flatMap(({ meaning }) => {
      if ((meaning.kind !== 'service' && meaning.kind !== 'server') || meaning.exact) return [];
      const names = meaning.kind === 'service' ? meaning.services : meaning.servers;
      return names.length === 1 ? names.map((meant) => ({ typed: meaning.typed, meant })) : [];
    }),
    values: readValues(words, quotes),
    objects: readObjects(words),
    said: new Set(words.flatMap(({ folded, token }) => [folded, fold(token.raw)])),
    attachments,
    parts: [],
    signs: {
      followUp: has('follow-up') || continues(words) || /^(?:et|and)$/.test(words[0]?.folded ?? ''),
      otherOne: has('other-one'),
      dismissal:
        words.findIndex(({ meaning }) => meaning.kind === 'dismissal') === 0 ||
        (has('dismissal') && (words.length <= 5 || (words.length <= 8 && acts.every(({ weak }) => weak)))),
      knowledge: readKnowledge(words),
      looksAt: words.some((_word, at) => looksAtSomething(words, at)),
      help: has('help'),
      machines: words.some(({ meaning }) => meaning.kind === 'machines' && meaning.plural),
      which: /^(?:which|what|quels?|quelles?)(?: |$)/.test(words[0]?.folded ?? ''),
      ordinal: words.flatMap(({ meaning }) => (meaning.kind === 'ordinal' ? [meaning.number] : []))[0],
      from: serverAfterFrom(words),
      across: looksAcross(words),
      cut,
      meta,
      wavers,
    },
  };
}

import { saysNothing } from '../reading/read-place.js';
import type { Reading } from '../reading/reading.js';
import { digitOf } from '../words/spoken-numbers.js';
import { tokenise } from '../words/tokens.js';
import { filler } from '../vocabulary/filler.js';

/** What a short answer to something that was offered says: its number, counted from the end where negative, yes or no. */
export type Reply =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'yes' }
  | { readonly kind: 'no' };

/** Longer answers say more than one of these. */
const longest = 10;

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/^(?:first|premiere?|1ere?|1st)$/, 1],
  [/^(?:second|seconde|deuxieme|2e|2eme|2nd)$/, 2],
  [/^(?:third|troisieme|3e|3eme|3rd)$/, 3],
  [/^(?:fourth|quatrieme|4e|4eme|4th)$/, 4],
  [/^(?:fifth|cinquieme|5e|5eme|5th)$/, 5],
  [/^(?:last|derniere?)$/, -1],
  [/^(?:penultimate|avant-derniere?)$/, -2],
];
const option =
  /^(?:option|options|choice|choix|number|numero|n°|no|solution|proposition|proposal|one|possibilite|variante)$/;
/** One of several is meant by its article; "les deux", "the two" are both. */
const single = /^(?:le|la|l|the|option|choice|choix|number|numero|solution|proposition|proposal)$/;
const lead =
  /^(?:et|and|plutot|rather|non|no|nah|nope|euh|ok|okay|oui|ouais|yes|yep|alors|then|va|vas|pour|for|prends|prend|take|fais|do|try|essaie|pick|choose|choisis|disons|mettons|say|allons|partons|sur|on|with|avec|juste|just|please|please|stp|svp|thanks|merci|aussi|too|option|solution|le|la|les|the)$/;

const yes =
  /^(?:yes|yep|yeah|yup|oui|ouais|ouaip|go|fonce|banco|accord|absolument|absolutely|exactement|exactly|carrement|volontiers|proceed|sure|allons|vas|allez|perfect|parfait|fais|faites|do)$/;
const beside =
  /^(?:ahead|it|that|so|ca|y|le|la|on|well|good|then|alors|ok|okay|please|stp|svp|pls|merci|thanks|thx|pour|for|with|by|all|means|lance|en|bien|sur)$/;
const no =
  /^(?:non|no|nope|nah|neither|none|aucune?|ni|laisse|laissez|oublie|oubliez|stop|annule|annulez|cancel|forget|nevermind|never|skip|rien|tant|belay|scrap|drop|abandonne|pas|not|surtout)$/;

/** Reads an answer to something offered; undefined where the words ask for something of their own. */
export function readReply(text: string, reading: Reading): Reply | undefined {
  const tokens = tokenise(text.replace(/^\s*\/ops\b/i, '')).filter(({ kind }) => kind === 'word' || kind === 'number');
  const words = tokens.map(({ folded }) => folded);
  if (words.length === 0 || words.length > longest || text.includes('?') || namesSomething(reading)) return undefined;
  const clauses = new Map<number, string[]>();
  for (const { clause, folded } of tokens) clauses.set(clause, [...(clauses.get(clause) ?? []), folded]);
  const numbers = [...clauses.values()].flatMap((said) => numberOf(said) ?? []);
  const [number, ...more] = new Set(numbers);
  if (number !== undefined) return more.length === 0 && !asksMore(reading) ? { kind: 'number', number } : undefined;
  if (asksMore(reading)) return undefined;
  const opening = words.find((word) => no.test(word) || !(isFiller.has(word) || /^(?:h+m+|ben|bah)$/.test(word)));
  if (no.test(opening ?? '') && !/\d/.test(text)) return { kind: 'no' };
  const agrees = words.some((word) => yes.test(word)) && words.every((word) => yes.test(word) || beside.test(word));
  return agrees ? { kind: 'yes' } : undefined;
}

/** A thought that is a number and nothing else: "la deux", "the second option", "va pour le premier". */
function numberOf(said: readonly string[]): number | undefined {
  const at = said.findIndex((word, index) => countOf(word, said[index - 1]) !== undefined);
  const word = said[at];
  if (word === undefined) return undefined;
  const rest = said.filter((_other, index) => index !== at);
  const bare = /^\d{1,2}$/.test(word);
  const only =
    (!bare || !rest.some((other) => counted.test(other))) &&
    rest.every((other) => lead.test(other) || option.test(other) || isFiller.has(other));
  return only ? countOf(word, said[at - 1]) : undefined;
}

function countOf(word: string, before: string | undefined): number | undefined {
  const ordinal = ordinals.find(([form]) => form.test(word))?.[1];
  if (ordinal !== undefined) return ordinal;
  // "go with 1", "1 pls"
  if (/^[1-9]\d?$/.test(word)) return Number(word);
  if (before === undefined || !single.test(before)) return undefined;
  const digit = before === 'the' ? undefined : digitOf(word);
  return digit === undefined || digit === '0' ? undefined : Number(digit);
}

/** A number of these is no choice. */
const counted =
  /^(?:lines?|lignes?|minutes?|mins?|mn|hours?|heures?|h|days?|jours?|j|secondes?|seconds?|s|gb|mo|mb|more|plus|last|derniere?s?)$/;

const isFiller = new Set(filler.map((word) => word.replace(/-/g, ' ')));

function namesSomething({ services, ambiguousServices, exceptServices, place, values }: Reading): boolean {
  const { pick: _, ...rest } = place;
  return (
    services.length + ambiguousServices.length + exceptServices.length > 0 ||
    !saysNothing({ ...rest, both: false, all: false }) ||
    Object.entries(values.literals).some(([kind, found]) => kind !== 'number' && found.length > 0)
  );
}

/** Something is asked for besides, or looked at. */
const asksMore = ({ acts, symptom }: Reading): boolean =>
  symptom ||
  acts.some(
    ({ weak, concept, stance, implied }) =>
      implied !== true && stance === 'asked' && !(weak && /^(?:launch|put|revive)$/.test(concept)),
  );

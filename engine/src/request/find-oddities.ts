import type { Localized } from '../actions/action.js';
import type { Removal } from './clean-text.js';
import { cleanText } from './clean-text.js';
import { fold } from './fold.js';

export interface WrittenText {
  /** Who wrote it; undefined: the request itself. */
  readonly login: string | undefined;
  readonly text: string;
  /** What was hidden in it, where it comes cleaned already. */
  readonly removed?: readonly Removal[];
  /** Made from a template, whose comments tell what to write where. */
  readonly fromTemplate?: true;
}
type Oddity = 'hidden' | 'orders' | 'encoded';

/** Text that is made to be taken for somebody else's: orders to a program, a system's block, an approval. Folded. */
const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|rule|prompt|polic|above|previous)/,
  /\b(?:ignorez?|oublie[rz]?)\b.{0,40}\b(?:instruction|consigne|regle|politique|ci-dessus|precedent)/,
  /\b(?:ignorier\w*|vergiss)\b.{0,40}\b(?:anweisung|regel)/,
  /\b(?:ignora|olvida)\b.{0,40}\b(?:instruccion|istruzion|regla|regol)/,
  /\bignore\b.{0,40}\b(?:instruc|regras)/,
  /(?:игнорируи|забудь).{0,40}(?:инструкц|правил)|忽略.{0,20}(?:指令|指示|说明)|指示を無視|이전 지시/,
  /<\/?\s*(?:system|assistant|human|policy|instructions?|tool_use)\b|\[\/?(?:system|inst)\]|<\|im_(?:start|end)\|>/,
  /^\s*(?:#{1,6}\s*)?(?:system|assistant|developer)(?:\s+(?:prompt|message|override))?\s*:/m,
  /\b(?:already|pre-?)\s?approved\b|\bno approval (?:is )?(?:needed|required)\b|\bdeja approuve|\bsans approbation\b/,
  /\byou are now\b|\bnew (?:system )?(?:instructions|policy)\b|\btu es (?:maintenant|desormais)\b|\bnouvelles consignes\b/,
];
/** One word in a comment, by which a program finds its own text again. */
const marker = /<!--\s{0,5}[^\s<>]{1,200}\s{0,5}-->/g;
const encodedRun = /[A-Za-z0-9+/_-]{40,4000}={0,2}/g;

/**
 * What a reviewer should know about the words that a plan came from: hidden text, text that gives orders to a program,
 * encoded text. A warning for people; nothing is safer or allowed because of it.
 */
export function findOddities(texts: readonly WrittenText[]): readonly Localized[] {
  const found = new Map<Oddity, Set<string | undefined>>();
  for (const { login, text, removed = [], fromTemplate } of texts)
    for (const oddity of odditiesOf(text, removed, fromTemplate === true))
      found.set(oddity, (found.get(oddity) ?? new Set()).add(login));
  return [...found].map(([oddity, logins]) => say(oddity, [...logins]));
}

function odditiesOf(text: string, removed: readonly Removal[], fromTemplate: boolean): readonly Oddity[] {
  const clean = cleanText(text);
  const known: readonly Removal[] = fromTemplate ? ['too-long', 'html-comment'] : ['too-long'];
  const hidden = [...removed, ...cleanText(text.replace(marker, '')).removed].some((one) => !known.includes(one));
  // what was hidden gives orders as well
  const folded = fold(`${clean.text}\n${text}`);
  return [
    ...(hidden ? (['hidden'] as const) : []),
    ...(orders.some((order) => order.test(folded)) ? (['orders'] as const) : []),
    ...((clean.text.match(encodedRun) ?? []).some(isReadable) ? (['encoded'] as const) : []),
  ];
}

/** Base64 of words; a digest or a key is none. */
function isReadable(run: string): boolean {
  const decoded = Buffer.from(run, 'base64').toString('utf8');
  const letters = decoded.match(/[\p{L}\p{N}\s.,:;'"!?()/_-]/gu)?.length ?? 0;
  return decoded.length > 20 && letters / decoded.length > 0.95 && /\s/.test(decoded);
}

function say(oddity: Oddity, logins: readonly (string | undefined)[]): Localized {
  const people = logins.flatMap((login) => login ?? []).slice(0, 5);
  const where = {
    en: [...(logins.includes(undefined) ? ['the request'] : []), ...people.map((login) => `what ${login} wrote`)].join(
      ', ',
    ),
    fr: [
      ...(logins.includes(undefined) ? ['la demande'] : []),
      ...people.map((login) => `ce que ${login} a écrit`),
    ].join(', '),
  };
  switch (oddity) {
    case 'hidden':
      return {
        en: `Hidden text was taken out (${where.en}): a comment, or characters that do not show.`,
        fr: `Du texte caché a été retiré (${where.fr}) : un commentaire, ou des caractères invisibles.`,
      };
    case 'orders':
      return {
        en: `Some text speaks to a program rather than to people (${where.en}). I do not follow it; check that this is what was wanted.`,
        fr: `Du texte s'adresse à un programme plutôt qu'à des personnes (${where.fr}). Je ne le suis pas ; vérifiez que c'est bien ce qui était voulu.`,
      };
    case 'encoded':
      return {
        en: `There is encoded text (${where.en}) that reads as words.`,
        fr: `Il y a du texte encodé (${where.fr}) qui contient des mots.`,
      };
    default:
      return oddity satisfies never;
  }
}

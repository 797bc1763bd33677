import { cleanText } from './clean-text.js';
import { type Command, type CommandSyntax, INCOMPLETE } from './command.js';
import { closest } from './edit-distance.js';
import { fold } from './fold.js';
import type { Vocabulary } from './vocabulary.js';

/** Up to three spaces is still text in Markdown; four make a code block. Any letter case, as phones capitalise. */
const opening = /^ {0,3}\/ops(?=\s|$)/i;
const bareNumber = /^\s*(?:n°|#)?\s*([1-9]\d?)\s*[.)]?\s*$/;

/** Whether a body may be for us: `/ops` at its very start, or a number alone, which answers proposals where there are any. */
export const isAddressed = (body: string): boolean => opening.test(body) || bareNumber.test(body);

/** Whether these words choose a proposal by its number. */
export const choosesProposal = (body: string): boolean => bareNumber.test(cleanText(body).text.replace(opening, ''));

/**
 * Reads the command of a comment, an issue's or a review's body: `/ops` at the very start of the first line. Quoted,
 * indented or fenced, or behind anything else, it does nothing, and the result is undefined. With `allowBareNumber`
 * a body that is only a number answers numbered proposals.
 */
export function parseCommand<Found>(
  body: string,
  vocabulary: Vocabulary<Found>,
  options: { readonly allowBareNumber?: boolean } = {},
): Command<Found> | undefined {
  if (options.allowBareNumber === true) {
    const chosen = bareNumber.exec(body);
    if (chosen !== null) return { kind: 'choose', number: Number(chosen[1]) };
  }
  // Looked for before anything is taken out, so that nothing hidden can stand in front of it.
  if (!opening.test(body)) return undefined;
  const { text, removed } = cleanText(body);
  const words = text.replace(opening, '').trim();
  if (words === '') return { kind: 'nothing' };
  const chosen = bareNumber.exec(words);
  if (chosen !== null) return { kind: 'choose', number: Number(chosen[1]) };
  return readKnown(words, vocabulary) ?? readNearMiss(words, vocabulary) ?? { kind: 'ask-for', words, removed };
}

const firstLineOf = (words: string): readonly string[] => (words.split('\n', 1)[0] ?? '').trim().split(/\s+/);

function readKnown<Found>(words: string, { bySpelling }: Vocabulary<Found>): Command<Found> | undefined {
  const parts = firstLineOf(words);
  // Longest spelling first: "reviens en arrière" before a command that one word would make.
  for (let length = Math.min(3, parts.length); length >= 1; length--) {
    const typed = fold(parts.slice(0, length).join(' ')).replace(/[!.]+$/, '');
    const command = bySpelling.get(typed);
    if (command === undefined) continue;
    const { name, usage } = command;
    const found = argumentsOf(command, words, length);
    // a shorter spelling may still read what a longer one cannot: "hold cancel" and "hold"
    if (found === undefined) continue;
    return found === INCOMPLETE ? { kind: 'incomplete', name, usage } : { kind: 'command', name, found };
  }
  return undefined;
}

/** The arguments behind the first `length` words. */
function argumentsOf<Found>(command: CommandSyntax<Found>, words: string, length: number) {
  const text = words.replace(new RegExp(`^\\S+(?:\\s+\\S+){${length - 1}}\\s*`), '');
  return command.read({ rest: firstLineOf(words).slice(length), text });
}

/** A slip in a command's word, where what follows could only be that command's: `cancle r-1f3`, `stauts`. */
function readNearMiss<Found>(
  words: string,
  { bySpelling, correctable }: Vocabulary<Found>,
): Command<Found> | undefined {
  const [typed = ''] = firstLineOf(words);
  const folded = fold(typed).replace(/[!.]+$/, '');
  const commands = new Set(closest(folded, correctable).flatMap((form) => bySpelling.get(form) ?? []));
  const [nearest, ...others] = commands;
  if (nearest === undefined || others.length > 0 || bySpelling.has(folded)) return undefined;
  const fits = argumentsOf(nearest, words, 1);
  // what is not even whole as that command more likely is plain words: "look web-01"
  if (fits === undefined || fits === INCOMPLETE) return undefined;
  const corrected = [nearest.name, ...firstLineOf(words).slice(1)].join(' ');
  return { kind: 'near-miss', typed, nearest: nearest.name, corrected };
}

import { cleanText } from './clean-text.js';
import { type Command, type CommandName, type RunCommand, usages } from './command.js';
import { commandBySpelling, correctable, theRunAtHand } from './command-words.js';
import { closest } from './edit-distance.js';
import { fold } from './fold.js';

/** Up to three spaces is still text in Markdown; four make a code block. Any letter case, as phones capitalise. */
const opening = /^ {0,3}\/ops(?=\s|$)/i;
const bareNumber = /^\s*(?:n°|#)?\s*([1-9]\d?)\s*[.)]?\s*$/;
const runId = /^r-[a-z0-9][a-z0-9-]{0,60}$/i;
const identifier = /^[a-z][a-z0-9_]{0,39}$/;
const serverName = /^[a-z0-9][a-z0-9.-]{0,62}$/;
const reasonFlag = /\s--?(?:reason|raison|motif)(?:\s+|=|$)/i;

/**
 * Reads the command of a comment, an issue's or a review's body: `/ops` at the very start of the first line. Quoted,
 * indented or fenced, or behind anything else, it does nothing, and the result is undefined. With `allowBareNumber`
 * a body that is only a number answers numbered proposals.
 */
export function parseCommand(body: string, options: { readonly allowBareNumber?: boolean } = {}): Command | undefined {
  if (options.allowBareNumber === true) {
    const chosen = bareNumber.exec(body);
    if (chosen !== null) return { kind: 'choose', number: Number(chosen[1]) };
  }
  // Looked for before anything is taken out, so that nothing hidden can stand in front of it.
  if (!opening.test(body)) return undefined;
  const { text, removed } = cleanText(body);
  const words = text.replace(opening, '').trim();
  const firstLine = (words.split('\n', 1)[0] ?? '').trim();
  if (words === '') return { kind: 'help' };
  const chosen = bareNumber.exec(words);
  if (chosen !== null) return { kind: 'choose', number: Number(chosen[1]) };
  return readKnown(firstLine) ?? readNearMiss(firstLine) ?? { kind: 'ask-for', words, removed };
}

function readKnown(line: string): Command | undefined {
  const parts = line.split(/\s+/);
  // Longest spelling first: "reviens en arrière" before a command that one word would make.
  for (let length = Math.min(3, parts.length); length >= 1; length--) {
    const typed = fold(parts.slice(0, length).join(' ')).replace(/[!.]+$/, '');
    const name = commandBySpelling.get(typed);
    if (name !== undefined) return withArguments(name, parts.slice(length), line);
  }
  return undefined;
}

/** The command with its arguments, or undefined when what follows makes it plain words ("status of nginx"). */
function withArguments(name: CommandName, rest: readonly string[], line: string): Command | undefined {
  switch (name) {
    case 'help':
    case 'runs':
    case 'servers':
      return isEmpty(rest) ? { kind: name } : undefined;
    case 'skip':
      return readSkip(rest, line);
    case 'emergency':
      return rest.length === 0 ? incomplete('emergency') : { kind: 'emergency', reason: rest.join(' ') };
    case 'logs':
      return readLogs(rest);
    default:
      return readRunCommand(name, rest);
  }
}

const isEmpty = (rest: readonly string[]): boolean => {
  const said = fold(rest.join(' ')).replace(/[\s!.?]+$/, '');
  return said === '' || theRunAtHand.has(said);
};

function readRunCommand(kind: RunCommand, rest: readonly string[]): Command | undefined {
  const [run, ...more] = rest;
  if (run !== undefined && runId.test(run)) return isEmpty(more) ? { kind, run: run.toLowerCase() } : undefined;
  return isEmpty(rest) ? { kind } : undefined;
}

function readSkip(rest: readonly string[], line: string): Command | undefined {
  const [first] = rest;
  const flag = reasonFlag.exec(line);
  const looksLikeStep = first === undefined || identifier.test(first.toLowerCase());
  // "ignore the alerts" and "passe nginx en version 2" are words for the planner, not a step without its reason.
  if (flag === null) return looksLikeStep && rest.length <= 1 ? incomplete('skip') : undefined;
  const step = first?.toLowerCase() ?? '';
  const reason = line.slice(flag.index + flag[0].length).replace(/^["'«\s]+|["'»\s]+$/g, '');
  if (!identifier.test(step) || reason === '') return incomplete('skip');
  return { kind: 'skip', step, reason };
}

function readLogs(rest: readonly string[]): Command | undefined {
  const [run, second, third, ...more] = rest;
  if (run === undefined || !runId.test(run) || more.length > 0) return undefined;
  const command = { kind: 'logs' as const, run: run.toLowerCase() };
  if (second === undefined) return command;
  if (third !== undefined) {
    return identifier.test(second) && serverName.test(third)
      ? { ...command, step: second, server: third }
      : incomplete('logs');
  }
  // One argument alone is a step unless only a server can be spelled like that.
  if (identifier.test(second)) return { ...command, step: second };
  return serverName.test(second) ? { ...command, server: second } : incomplete('logs');
}

const incomplete = (command: CommandName): Command => ({ kind: 'incomplete', command, usage: usages[command] });

/** A slip in a command's word, where what follows could only be that command's: `cancle r-1f3`, `stauts`. */
function readNearMiss(line: string): Command | undefined {
  const [typed = '', ...rest] = line.split(/\s+/);
  const folded = fold(typed).replace(/[!.]+$/, '');
  const names = new Set(closest(folded, correctable).flatMap((form) => commandBySpelling.get(form) ?? []));
  const [nearest, ...others] = names;
  if (nearest === undefined || others.length > 0 || commandBySpelling.has(folded)) return undefined;
  const fits = withArguments(nearest, rest, line);
  return fits === undefined ? undefined : { kind: 'near-miss', typed, nearest, usage: usages[nearest] };
}

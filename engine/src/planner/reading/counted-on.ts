import { type InventoryIndex, looseKey } from '../indexes/inventory-index.js';
import type { Word } from '../words/word.js';

/** What is counted rather than numbered by a number before it. */
const unit =
  /^(?:lines?|lignes?|%|percent|minutes?|min|mn|heures?|hours?|h|jours?|days?|go|gb|mo|mb|fois|times|process\w*)$/;
const list = new Set(['and', 'filler']);

/**
 * "except lyo-web-05 and 06", "web-01, 02 et 03": numbers that go on a list of servers are the servers named alike.
 * Where there is none, it is an unknown one.
 */
export function countedOn(words: readonly Word[], inventory: InventoryIndex): Word[] {
  let base: string | undefined;
  const read: Word[] = [];
  for (const [at, word] of words.entries()) {
    const { meaning, token } = word;
    const [server] = meaning.kind === 'server' ? meaning.servers : [];
    if (server !== undefined) base = server.replace(/\d+$/, '');
    else if (token.kind === 'number' && base !== undefined && isListed(words, at)) {
      read.push({ ...word, meaning: serverOf(base, token.raw, inventory) });
      continue;
    } else if (meaning.kind !== 'and') base = undefined;
    read.push(word);
  }
  return read;
}

function serverOf(base: string, number: string, { loose }: InventoryIndex): Word['meaning'] {
  const typed = `${base}${number}`;
  const servers = loose.get(looseKey(typed));
  return servers === undefined ? { kind: 'unknown-server', typed } : { kind: 'server', servers, typed, exact: false };
}

/** Right behind "and" or a comma, and no count of something: "and 50 lines". */
function isListed(words: readonly Word[], at: number): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  if (before === undefined || word === undefined || word.meaning.kind !== 'literal') return false;
  const apart = before.token.clause !== word.token.clause;
  if (before.meaning.kind !== 'and' && !apart) return false;
  const ends = after === undefined || after.token.clause !== word.token.clause || list.has(after.meaning.kind);
  return ends || !unit.test(after?.folded ?? '');
}

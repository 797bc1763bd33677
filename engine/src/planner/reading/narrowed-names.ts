import type { InventoryIndex } from '../indexes/inventory-index.js';
import type { Word } from '../words/word.js';

/**
 * A name that several servers could have, with the words that say which: "web02 à mtl (prod)" is mtl-web-02 where the
 * other web-02 are elsewhere. The words that settled it say nothing more.
 */
export function narrowedNames(words: readonly Word[], index: InventoryIndex): Word[] {
  const settled = new Map<number, Word>();
  words.forEach((word, at) => {
    const { meaning } = word;
    if (meaning.kind !== 'server' || meaning.servers.length < 2) return;
    const beside = [...words.keys()].filter((near) => near !== at && isBeside(words, at, near));
    const narrowing = beside.filter((near) => meaning.servers.some((name) => isIn(words[near], name, index)));
    const left = meaning.servers.filter((name) => narrowing.every((near) => isIn(words[near], name, index)));
    const [only, ...others] = left;
    if (only === undefined || others.length > 0) return;
    settled.set(at, { ...word, meaning: { ...meaning, servers: [only], exact: false } });
    for (const near of narrowing) {
      const said = words[near];
      if (said?.meaning.kind === 'tag') settled.set(near, { ...said, meaning: { kind: 'filler' } });
    }
  });
  return words.map((word, at) => settled.get(at) ?? word);
}

/** Only small words and places between: no list goes on there. */
function isBeside(words: readonly Word[], at: number, near: number): boolean {
  const between = words.slice(Math.min(at, near) + 1, Math.max(at, near));
  return (
    between.length <= 4 &&
    between.every(({ meaning: { kind } }) => /^(?:filler|place-preposition|tag|environment)$/.test(kind))
  );
}

function isIn(word: Word | undefined, name: string, index: InventoryIndex): boolean {
  if (word?.meaning.kind === 'tag') return word.meaning.servers.includes(name);
  return word?.meaning.kind === 'environment' && index.environmentOf(name) === word.meaning.environment;
}

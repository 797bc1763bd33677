import { createCatalogPlanner } from '@chatops-commander/engine/planner/catalog-planner';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationCase } from './evaluation-case.js';
import { readCases, readWorlds, type Worlds } from './read-set.js';
import { runCase } from './run-case.js';

/** Fixed, so that a run tells the same as the one before; each of these is another few hundred ways to mistype. */
const seeds = [1, 2, 3, 4, 5];
const runs = 200;

let worlds: Worlds;
let changes: readonly EvaluationCase[];
beforeAll(async () => {
  worlds = await readWorlds();
  // What asks for a change, in one message: there a slip may cost a server.
  changes = (await readCases(worlds)).filter(
    ({ part, expect: { risks = [] }, thread }) => part === 'tuning' && thread.length === 0 && !risks.includes('low'),
  );
});

const word = /[\p{L}]{5,}/gu;

/** One letter doubled, left out, or swapped with the next, in one of the longer words. */
function slip(text: string, which: number, kind: number): string {
  const words = [...text.matchAll(word)];
  const found = words[which % Math.max(1, words.length)];
  if (found === undefined) return text;
  const [at, letters] = [found.index + 2, text.slice(found.index + 2, found.index + 4)];
  const typed = [letters.charAt(0) + letters, letters.slice(1), letters.charAt(1) + letters.charAt(0)][kind % 3] ?? '';
  return text.slice(0, at) + typed + text.slice(at + letters.length);
}

/** A word that says nothing, between two others. */
function insert(text: string, which: number, kind: number): string {
  const words = text.split(' ');
  const stray = ['zorglub', 'svp', 'please', 'wibble'][kind % 4] ?? '';
  words.splice(which % (words.length + 1), 0, stray);
  return words.join(' ');
}

describe.each([
  ['a slip of the fingers', slip],
  ['a stray word', insert],
] as const)('%s', (_name, alter) => {
  test.each(seeds)('never makes a change wider or riskier than it was meant (seed %i)', async (seed) => {
    const planner = createCatalogPlanner();
    await fc.assert(
      fc.asyncProperty(fc.nat(changes.length - 1), fc.nat(40), fc.nat(11), async (at, which, kind) => {
        const one = changes[at];
        const world = one === undefined ? undefined : worlds.get(one.world);
        if (one === undefined || world === undefined) throw new RangeError(`there is no case ${at}`);
        const text = alter(one.text, which, kind);
        const { planned, beyond } = await runCase({ ...one, text }, world, planner);
        expect(planned.changing.length > 0 ? { text, beyond } : { text, beyond: [] }).toEqual({ text, beyond: [] });
      }),
      { seed, numRuns: runs },
    );
  });
});

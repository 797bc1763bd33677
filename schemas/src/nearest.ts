import type { Localized } from './localized.js';

/** Names longer than this are not compared: the table is quadratic in length. */
const longestCompared = 100;

/**
 * The candidates that look most like `word`, best first: only those equal but for case if there are any, else within a third of the word's
 * length in edits (insert, drop, replace, swap neighbours), or continuing it. Empty when none is near.
 */
export function nearest(word: string, candidates: Iterable<string>, atMost = 3): string[] {
  const wanted = word.toLowerCase();
  if (wanted.length > longestCompared) return [];
  const bound = Math.ceil(wanted.length / 3);
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const distance = distanceTo(wanted, candidate.toLowerCase(), bound);
    if (distance !== undefined) near.push({ candidate, distance });
  }
  const isOnlyCase = near.some(({ distance }) => distance === 0);
  return near
    .filter(({ distance }) => !isOnlyCase || distance === 0)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, atMost)
    .map(({ candidate }) => candidate);
}

/** The way out for a name that does not exist: the nearest ones, else the known ones when they are few. */
export function suggestName(word: string, known: Iterable<string>): Localized {
  const names = [...new Set(known)];
  const near = nearest(word, names);
  if (near.length > 0) {
    const quoted = near.map((name) => JSON.stringify(name));
    return { en: `Did you mean ${quoted.join(' or ')}?`, fr: `Vouliez-vous dire ${quoted.join(' ou ')} ?` };
  }
  if (names.length === 0) return { en: 'There is none.', fr: "Il n'y en a aucun." };
  const shown = names.slice(0, 12).join(', ');
  const more = names.length - 12;
  return more > 0
    ? { en: `Known: ${shown} and ${more} more.`, fr: `Connus : ${shown} et ${more} de plus.` }
    : { en: `Known: ${shown}.`, fr: `Connus : ${shown}.` };
}

function distanceTo(wanted: string, candidate: string, bound: number): number | undefined {
  if (candidate === wanted) return 0;
  if (candidate.length > longestCompared) return undefined;
  if (Math.abs(candidate.length - wanted.length) <= bound) {
    const edits = editDistance(wanted, candidate);
    if (edits <= bound) return edits;
  }
  return wanted.length >= 3 && candidate.startsWith(wanted) ? bound + 0.5 : undefined;
}

/** Optimal string alignment distance, three rows at a time. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min(
        cell(previous, column) + 1,
        cell(current, column - 1) + 1,
        cell(previous, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, cell(before, column - 2) + 1);
      }
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return cell(previous, b.length);
}

const cell = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

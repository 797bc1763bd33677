/** Above so many comparisons the middle is shown as taken out and put in whole. */
const MOST_COMPARISONS = 1_000_000;
const CONTEXT = 3;

/** `at`: the line's place in the text before, or in the one after where it comes in. */
type Edit = { readonly mark: ' ' | '-' | '+'; readonly at: number };

/**
 * The difference of two texts as unified lines, with three lines around each change and `@@` where lines are left out.
 * Empty when there is none. `show` gives the lines of a text as they may be seen: as many, in the same order.
 */
export function lineDiff(
  before: string,
  after: string,
  show: (lines: readonly string[]) => readonly string[] = (lines) => lines,
): readonly string[] {
  const [old, young] = [linesOf(before), linesOf(after)];
  const edits = editsOf(old, young);
  const [shownOld, shownYoung] = [show(old), show(young)];
  const near = edits.map((_, index) =>
    edits.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  );
  return edits.flatMap(({ mark, at }, index) => {
    if (near[index] !== true) return [];
    const line = (mark === '+' ? shownYoung : shownOld)[at] ?? '';
    const gap = index > 0 && near[index - 1] !== true ? ['@@'] : [];
    return [...gap, `${mark}${line}`];
  });
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return text.replace(/\n$/, '').split('\n');
}

function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start += 1;
  let end = 0;
  const shortest = Math.min(before.length, after.length) - start;
  while (end < shortest && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const out = range(start, before.length - end);
  const put = range(start, after.length - end);
  return [
    ...range(0, start).map(same),
    ...(out.length * put.length > MOST_COMPARISONS
      ? [...out.map(gone), ...put.map(come)]
      : longestCommon({ before, after, out, put })),
    ...range(before.length - end, before.length).map(same),
  ];
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);
const same = (at: number): Edit => ({ mark: ' ', at });
const gone = (at: number): Edit => ({ mark: '-', at });
const come = (at: number): Edit => ({ mark: '+', at });

/** The textbook's longest common subsequence: the parts are short after both ends are cut off. */
function longestCommon({
  before,
  after,
  out,
  put,
}: {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Places in `before` and in `after` between the ends that they share. */
  readonly out: readonly number[];
  readonly put: readonly number[];
}): readonly Edit[] {
  const alike = (row: number, column: number): boolean => before[out[row] ?? -1] === after[put[column] ?? -1];
  const width = put.length + 1;
  const lengths = new Uint32Array((out.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = out.length - 1; row >= 0; row -= 1)
    for (let column = put.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] = alike(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < out.length || column < put.length) {
    const [left, right] = [out[row], put[column]];
    if (left !== undefined && right !== undefined && alike(row, column)) {
      edits.push(same(left));
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      edits.push(gone(left));
      row += 1;
    } else if (right !== undefined) {
      edits.push(come(right));
      column += 1;
    }
  }
  return edits;
}

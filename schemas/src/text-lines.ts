export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Places in a text, from offsets in UTF-16 code units. */
export interface TextLines {
  positionAt(offset: number): Position;
  /** The line that holds `start` and a line of carets from there to `end`, or to the end of the line. */
  excerpt(start: number, end: number): string;
}

/** Longest part of a line that is shown; a minified file would otherwise fill the screen. */
const shownWidth = 120;

export function createTextLines(text: string): TextLines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  const positionAt = (offset: number): Position => {
    const inside = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1 };
  };

  const excerpt = (start: number, end: number): string => {
    const { line, column } = positionAt(start);
    const lineStart = starts[line - 1] ?? 0;
    const lineEnd = (starts[line] ?? text.length + 1) - 1;
    const whole = text.slice(lineStart, lineEnd).replace(/\r$/, '');
    const from = column > shownWidth ? column - 1 - Math.floor(shownWidth / 2) : 0;
    const shown = visible(whole.slice(from, from + shownWidth));
    const width = Math.min(end, lineEnd) - start;
    const carets = '^'.repeat(Math.max(1, Math.min(width, from + shownWidth - column + 1)));
    const gutter = String(line).padStart(4);
    return `${gutter} | ${shown}\n${' '.repeat(gutter.length)} | ${' '.repeat(column - 1 - from)}${carets}`;
  };

  return { positionAt, excerpt };
}

/** One visible character for each code unit, so that the caret stands where it should and nothing reaches a terminal. */
function visible(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => '�'.repeat(character.length));
}

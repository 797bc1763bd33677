import { cleanText } from '../../request/clean-text.js';

/** A request taken apart: the words to understand, and what was pasted with them. */
export interface RequestText {
  readonly words: string;
  /** Fenced blocks, in order, without their fences. Material, never instructions. */
  readonly attachments: readonly string[];
  /** More was written than is read; nothing that changes a server is planned from half a text. */
  readonly cut: boolean;
}

/** A request is a sentence or two; in UTF-16 units. */
const maxWords = 1000;
const fence = /^ {0,3}(`{3,}|~{3,})/;
/** "what is this ```": a fence that words stand before. */
const lateFence = /^(.*[^`~\s].*?)(`{3,}|~{3,})\s*[\w-]*\s*$/;
const quotedLine = /^ {0,3}>/;
/** Bold and italics of Markdown; stars within a name stay. */
const emphasis = /(?<![\w*])\*{1,3}([^*\n]+)\*{1,3}(?![\w*])/g;
const opening = /^\s*\/ops(?=\s|$)/i;

/** Sets pasted blocks apart and drops quoted lines, which are somebody else's words. */
export function readRequestText(text: string): RequestText {
  const clean = cleanText(text);
  const outside: string[] = [];
  const attachments: string[][] = [];
  let open: string | undefined;
  const lines = clean.text.split('\n');
  for (const [at, written] of lines.entries()) {
    const late = open === undefined ? opensLate(written, lines.slice(at + 1)) : undefined;
    if (late !== undefined) outside.push(late.before);
    const line = late?.marks ?? written;
    const marks = fence.exec(line)?.[1];
    if (open === undefined && marks !== undefined) {
      open = marks;
      attachments.push([]);
      // The words on both sides are not one sentence.
      outside.push('');
    } else if (open !== undefined && marks?.startsWith(open) === true) open = undefined;
    else if (open !== undefined) attachments.at(-1)?.push(line);
    else if (!quotedLine.test(line)) outside.push(line);
  }
  const words = withoutPastes(outside).join('\n').replace(emphasis, '$1').replace(opening, '').trim();
  return {
    words: words.slice(0, maxWords),
    attachments: attachments.map((lines) => lines.join('\n')),
    cut: words.length > maxWords || clean.removed.includes('too-long'),
  };
}

/** Where a fence closes it below, one that stands behind words opens a block too. */
function opensLate(line: string, below: readonly string[]): { before: string; marks: string } | undefined {
  const [, before, marks] = lateFence.exec(line) ?? [];
  if (before === undefined || marks === undefined || before.includes(marks)) return undefined;
  return below.some((other) => fence.exec(other)?.[1]?.startsWith(marks) === true) ? { before, marks } : undefined;
}

/** A line of YAML or JSON, and a line of a log with its time or its process. */
const structured = /^\s*(?:-\s+)?[\w.-]+:(?:\s*$|\s+\S)|^\s*-\s+[{[]|^\s*[{}[\]]+,?\s*$/;
const logged = /^\s*(?:\w{3} +\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[\d{4}-)|^\S+\[\d+\]:/;

/**
 * Takes out what was pasted without a fence: two or more lines of a file in a row, and of a line of a log all but the
 * names in it. What a log or a file says is nobody's order.
 */
function withoutPastes(lines: readonly string[]): string[] {
  return lines.flatMap((line, at) => {
    if (logged.test(line)) return [namesOf(line)];
    const beside = [lines[at - 1], lines[at + 1]].some((other) => other !== undefined && structured.test(other));
    return structured.test(line) && beside ? [] : [line];
  });
}

/** "app-03 systemd[1]: invoicing.service: exited" is an error about these. */
const namesOf = (line: string): string =>
  `error ${(line.match(/[a-z0-9@_-]+(?=\.service)|[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g) ?? []).slice(0, 6).join(' , ')}`;

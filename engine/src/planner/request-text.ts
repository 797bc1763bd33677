import { cleanText } from '../request/clean-text.js';

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
const quotedLine = /^ {0,3}>/;
const opening = /^\s*\/ops(?=\s|$)/i;

/** Sets pasted blocks apart and drops quoted lines, which are somebody else's words. */
export function readRequestText(text: string): RequestText {
  const clean = cleanText(text);
  const outside: string[] = [];
  const attachments: string[][] = [];
  let open: string | undefined;
  for (const line of clean.text.split('\n')) {
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
  const words = outside.join('\n').replace(opening, '').trim();
  return {
    words: words.slice(0, maxWords),
    attachments: attachments.map((lines) => lines.join('\n')),
    cut: words.length > maxWords || clean.removed.includes('too-long'),
  };
}

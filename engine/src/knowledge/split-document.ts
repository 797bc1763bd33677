import type { DocumentPassage } from './passage.js';

/** About what a phone shows at once, in characters. */
const PASSAGE_LENGTH = 900;
const LONGEST_TITLE = 300;
/** A document of a hundred pages still has fewer. */
const MOST_PASSAGES = 400;

const heading = /^(#{1,6})\s+(.+?)\s*#*\s*$/;
const fence = /^\s*(`{3,}|~{3,})/;

interface Section {
  readonly titles: readonly string[];
  readonly anchor: string;
  readonly lines: string[];
}

/**
 * Cuts a Markdown document at its headings, and long sections at blank lines, so that each passage answers about one
 * thing. Fenced code stays whole where it fits. Sections without text of their own are left out.
 */
export function splitDocument(text: string, path: string): readonly DocumentPassage[] {
  return sectionsOf(text, path)
    .flatMap(({ titles, anchor, lines }) =>
      cutAtBlankLines(lines).map((part) => ({
        title: titles.join(' › ').slice(0, LONGEST_TITLE),
        text: part,
        source: { kind: 'file', path, anchor } as const,
      })),
    )
    .slice(0, MOST_PASSAGES);
}

function sectionsOf(text: string, path: string): readonly Section[] {
  const anchors = new Map<string, number>();
  const sections: Section[] = [{ titles: [path], anchor: '', lines: [] }];
  const open: string[] = [];
  let fenced: string | undefined;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined && (fenced === undefined || mark.startsWith(fenced))) {
      fenced = fenced === undefined ? mark : undefined;
    }
    const found = fenced === undefined ? heading.exec(line) : null;
    const [, level = '', title = ''] = found ?? [];
    if (found === null) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    open.splice(level.length - 1, Number.POSITIVE_INFINITY, title);
    // a level that was passed over leaves a hole
    const titles = Array.from(open, (one) => one ?? '').filter((one) => one !== '');
    sections.push({ titles, anchor: anchorOf(title, anchors), lines: [] });
  }
  return sections;
}

/** GitHub's: lower case, punctuation dropped, blanks as hyphens, `-1` for the second of the same name. */
function anchorOf(title: string, taken: Map<string, number>): string {
  const bare = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
    .slice(0, LONGEST_TITLE);
  const times = taken.get(bare) ?? 0;
  taken.set(bare, times + 1);
  return times === 0 ? bare : `${bare}-${times}`;
}

function cutAtBlankLines(lines: readonly string[]): readonly string[] {
  const blocks = lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((block) => inPieces(block.replace(/^\n+/, '').trimEnd()))
    .filter((block) => block.trim() !== '');
  const parts: string[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + block.length <= PASSAGE_LENGTH)
      parts[parts.length - 1] = `${last}\n\n${block}`;
    else parts.push(block);
  }
  return parts;
}

/** A block without a blank line may be a table of a thousand rows: it is cut at lines, and a line at characters. */
function inPieces(block: string): readonly string[] {
  if (block.length <= PASSAGE_LENGTH * 2) return [block];
  const pieces: string[] = [];
  for (const line of block.split('\n').flatMap(shortLines)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + line.length < PASSAGE_LENGTH)
      pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces;
}

function shortLines(line: string): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < line.length; at += PASSAGE_LENGTH) pieces.push(line.slice(at, at + PASSAGE_LENGTH));
  return pieces;
}

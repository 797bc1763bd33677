/** Text as a person sees it, and what was taken out so that a reviewer can be told. */
export interface CleanedText {
  readonly text: string;
  readonly removed: readonly Removal[];
}
export type Removal = 'html-comment' | 'invisible-character' | 'direction-override' | 'control-character' | 'too-long';

/** Longer than any request; what comes after is a paste that no planner should read. In UTF-16 units. */
export const maxRequestLength = 4000;

/** Zero-width and filler characters, variation selectors, the tag block: what Unicode says to show as nothing. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Marks, embeddings, overrides and isolates that reorder what is displayed. */
const directional = /\u200E|\u200F|[\u202A-\u202E]|[\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
/** GitHub hides an unclosed comment to the end of the text as well. */
const htmlComment = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * Takes out what a reader of the rendered comment would not see, before anything decides on the words. Lines are
 * separated by `\n` in the result, and it is at most `maxRequestLength` long.
 */
export function cleanText(text: string): CleanedText {
  const removed = new Set<Removal>();
  const without = (from: string, pattern: RegExp, kind: Removal, replacement = ''): string => {
    const to = from.replace(pattern, replacement);
    if (to !== from) removed.add(kind);
    return to;
  };
  let clean = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  if (clean.length > maxRequestLength) {
    removed.add('too-long');
    clean = clean.slice(0, maxRequestLength).replace(/[\uD800-\uDBFF]$/, '');
  }
  // They go before comments: one inside `<!--` would otherwise shield the comment.
  clean = without(clean, directional, 'direction-override');
  clean = without(clean, invisible, 'invisible-character');
  clean = without(clean, control, 'control-character');
  clean = without(clean, htmlComment, 'html-comment', ' ');
  return { text: clean.normalize('NFC'), removed: [...removed] };
}

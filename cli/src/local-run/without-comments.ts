/**
 * A report for somebody who has no thread to comment in: what the command line can do is named in its own words, and
 * paragraphs about comments are left out.
 */
export function withoutComments(markdown: string): string {
  const reworded = markdown.replace(/\/ops (logs r-[a-z0-9-]+)/g, 'chatops $1');
  return reworded
    .split('\n\n')
    .filter((paragraph) => !/(^|[`\s(])\/ops\b/.test(paragraph))
    .join('\n\n');
}

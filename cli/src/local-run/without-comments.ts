/**
 * A report for somebody who has no thread to comment in: what the command line can do is named in its own words,
 * paragraphs about comments are left out, and so is the number of a pull request that there is not.
 */
export function withoutComments(markdown: string): string {
  const reworded = markdown.replace(/\/ops (logs r-[a-z0-9-]+)/g, 'chatops $1').replace(/ · #1(?= · )/g, '');
  return reworded
    .split('\n\n')
    .filter((paragraph) => !/(^|[`\s(])\/ops\b/.test(paragraph))
    .join('\n\n');
}

/** Forms in a table of several lines, separated by `|` or the end of a line; without those that are empty. */
export const readForms = (table: string): string[] =>
  table
    .split(/[|\n]/)
    .map((form) => form.trim())
    .filter((form) => form !== '');

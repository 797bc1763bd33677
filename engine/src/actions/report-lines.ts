/** What one of our scripts answered: single values and quoted lines of others. */
export interface Report {
  /** Undefined when absent or empty. */
  value(name: string): string | undefined;
  /** Undefined when absent or not a finite number. */
  number(name: string): number | undefined;
  /** Quoted lines, without the empty ones at the end. */
  lines(name: string): readonly string[];
}

/**
 * Reads the answer of a script made by `scriptCommand`: `name=value` and `name|foreign line`, between an opening and
 * a closing line. Anything before the opening line is a banner. Undefined when either line is missing, so that an
 * answer that was cut is never taken for a whole one.
 */
export function parseReport(stdout: Buffer): Report | undefined {
  const all = stdout.toString('utf8').split('\n');
  const start = all.indexOf('chatops-report 1');
  const end = all.lastIndexOf('chatops-report end');
  if (start < 0 || end < start) return undefined;
  const values = new Map<string, string>();
  const quoted = new Map<string, string[]>();
  for (const line of all.slice(start + 1, end)) {
    const match = /^([a-z0-9_]+)([=|])(.*)$/s.exec(line);
    const [, name, mark, text] = match ?? [];
    if (name === undefined || text === undefined) continue;
    if (mark === '=') values.set(name, text);
    else linesOf(quoted, name).push(text);
  }
  return {
    value: (name) => values.get(name) || undefined,
    number: (name) => finite(values.get(name)),
    lines: (name) => withoutTrailingBlanks(quoted.get(name) ?? []),
  };
}

function linesOf(quoted: Map<string, string[]>, name: string): string[] {
  const lines = quoted.get(name) ?? [];
  quoted.set(name, lines);
  return lines;
}

function finite(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function withoutTrailingBlanks(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}

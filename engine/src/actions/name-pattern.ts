/** How people narrow a list down. */
export const namePatternSchema = {
  description: 'Part of a name, or a pattern with `*` and `?`.',
  type: 'string',
  pattern: '^[A-Za-z0-9@._+*?:-]{1,100}$',
} as const;

/** Without wildcards: part of a name; with them: the whole of it. No pattern of ours can take long. */
export function nameMatcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  if (!/[*?]/.test(pattern)) return (name) => name.toLowerCase().includes(pattern.toLowerCase());
  return (name) => wildcard(name.toLowerCase(), pattern.toLowerCase());
}

/** The usual greedy walk with one point to come back to, linear but for that. */
function wildcard(name: string, pattern: string): boolean {
  let n = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p;
      mark = n;
      p += 1;
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      n += 1;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(p));
}

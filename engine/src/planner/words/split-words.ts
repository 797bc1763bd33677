/** Characters that only a shell gives a meaning to. */
const shellOnly = /[|&;<>()$`\\*?#~{}[\]!\n\r]/;

/**
 * A command line as a list of words, with single and double quotes taken off. Undefined where it would need a shell:
 * pipes, redirections, variables, patterns.
 */
export function splitWords(line: string): string[] | undefined {
  if (shellOnly.test(line)) return undefined;
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const match = /^(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)\s*/.exec(rest);
    if (match === null) return undefined;
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
    rest = rest.slice(match[0].length);
  }
  return words.length === 0 ? undefined : words;
}

import { readFileSync } from 'node:fs';

let source: string | undefined;
let cached: string | undefined;

/**
 * The agent's function library, as it is sent to a server's /bin/sh. Read from the source folder, which stands at the
 * same distance from `src/ssh` and `dist/ssh`; comment lines are left out.
 */
export function agentScript(): string {
  cached ??= withoutComments(read());
  return cached;
}

/** The same with shell code at some of its points, for tests that stop it there. Throws RangeError for an unknown one. */
export function agentScriptWith(code: Readonly<Record<string, string>>): string {
  let text = read();
  for (const [point, lines] of Object.entries(code)) {
    const mark = new RegExp(`^ *# point: ${point}$`, 'm');
    if (!mark.test(text)) throw new RangeError(`agent.sh has no point "${point}"; it has ${agentPoints().join(', ')}.`);
    text = text.replace(mark, () => lines);
  }
  return withoutComments(text);
}

/** Every point, in the order in which a job that goes well passes them. */
export const agentPoints = (): readonly string[] =>
  [...read().matchAll(/^ *# point: (\S+)$/gm)].map(([, name = '']) => name);

function read(): string {
  source ??= readFileSync(new URL('../../src/ssh/agent.sh', import.meta.url), 'utf8');
  return source;
}

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .concat('\n');

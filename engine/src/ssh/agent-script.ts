import { readFileSync } from 'node:fs';

let cached: string | undefined;

/**
 * The agent's function library, as it is sent to a server's /bin/sh. Read from the source folder, which stands at the
 * same distance from `src/ssh` and `dist/ssh`; comment lines are left out.
 */
export function agentScript(): string {
  cached ??= readFileSync(new URL('../../src/ssh/agent.sh', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .concat('\n');
  return cached;
}

import type { RemoteCommand } from '../ssh/remote-execution.js';

/**
 * What every script of ours begins with. The locale is fixed since outputs are parsed, and given back by `native`
 * to what outlives the script; sbin is added since a login user's PATH often lacks it. `report` opens the answer that
 * `parseReport` reads, `say` adds one value, `quoted` prefixes foreign lines so that none can pass for ours.
 */
const PRELUDE = `given_locale=\${LC_ALL-}
LC_ALL=C PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH
native() { if [ -n "$given_locale" ]; then LC_ALL=$given_locale; else unset LC_ALL; fi; }
has() { command -v "$1" >/dev/null 2>&1; }
report() { echo 'chatops-report 1'; }
say() { printf '%s=%s\\n' "$1" "$2"; }
quoted() { { cat; echo; } | sed "s/^/$1|/"; }
finish() { echo 'chatops-report end'; }
`;

export interface Script {
  /** POSIX sh, a constant: inputs go in `args`, never into this text. */
  readonly text: string;
  readonly args: readonly string[];
  readonly stdin?: Uint8Array;
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}

/** A script of ours as argv; its arguments are `$1`, `$2`… there. */
export function scriptCommand(script: Script): RemoteCommand {
  const command = {
    argv: ['/bin/sh', '-c', PRELUDE + script.text, 'chatops', ...script.args],
    become: script.become,
    timeoutMs: script.timeoutMs,
  } as const;
  return script.stdin === undefined ? command : { ...command, stdin: script.stdin };
}

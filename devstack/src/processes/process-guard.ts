import { spawn } from 'node:child_process';
import type { ProcessMark } from './marked-processes.js';
import type { ProcessIdentity } from './process-identity.js';

/**
 * Waits for the end of its standard input, which the kernel closes even when we are killed with -9, then ends the
 * process it guards. Arguments: pid, start time, environment entry of further processes to end (or nothing).
 */
const GUARD = `
trap '' INT TERM HUP
read -r word
[ "$word" = release ] && exit 0
started() {
  if [ -r /proc/self/stat ]; then
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    set -- \${line##*) }
    echo "\${20}"
  else
    set -- $(ps -o lstart= -p "$1")
    echo "$*"
  fi
}
same() { [ "$(started "$1" 2>/dev/null)" = "$2" ]; }
same "$1" "$2" && kill -TERM "$1"
i=0
while same "$1" "$2" && [ $i -lt 15 ]; do sleep 0.2; i=$((i + 1)); done
same "$1" "$2" && kill -KILL "$1"
[ -n "$3" ] || exit 0
for environ in $(grep -lzxF -e "$3" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${environ#/proc/}
  pid=\${pid%/environ}
  [ "$pid" = $$ ] || kill -KILL "$pid"
done
`;

export interface ProcessGuard {
  /** The process has been dealt with; the guard leaves without touching anything. */
  release(): void;
}

/** Sees to it that a process, and all that carry `mark`, end when this process ends, even by SIGKILL. */
export function guardProcess(identity: ProcessIdentity, mark?: ProcessMark): ProcessGuard {
  const entry = mark === undefined ? '' : `${mark.name}=${mark.value}`;
  const guard = spawn('/bin/sh', ['-c', GUARD, 'process-guard', String(identity.pid), identity.startedAt, entry], {
    // Its own session: a Ctrl-C on our terminal must not take it along.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
  });
  guard.unref();
  // Our end of the pipe must not keep the event loop alive either; types hide that a pipe is a net.Socket.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  // The guard may have been killed by hand: then there is nobody to tell.
  guard.stdin.on('error', () => undefined);
  return { release: () => void guard.stdin.end('release\n') };
}

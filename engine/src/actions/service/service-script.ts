import type { RemoteCommand } from '../../ssh/remote-execution.js';
import { scriptCommand } from '../script-command.js';
import type { ServiceDriver } from './service-driver.js';

/**
 * Arguments: verb, manager kind, unit, log file or '', lines of log; then the lengths of six argv (status, start,
 * stop, restart, reload, validate; 0 for none) and the six themselves, end to end. `call N M "$@"` runs the M arguments that
 * come after the first N.
 *
 * What start and stop print goes to standard error: a daemon that they leave behind inherits that stream, so the
 * answer on standard output stays ours alone. Times are read from /proc/uptime, to 10 ms, which no clock change touches.
 * A service that dies at once is caught by a second look 0.3 s after the first good one.
 */
const SCRIPT = `verb=$1 kind=$2 unit=$3 logs=$4 log_lines=$5; shift 5
n_status=$1 n_start=$2 n_stop=$3 n_restart=$4 n_reload=$5 n_validate=$6; shift 6
at_start=$n_status
at_stop=$((at_start + n_start))
at_restart=$((at_stop + n_stop))
at_reload=$((at_restart + n_restart))
at_validate=$((at_reload + n_reload))

call() {
  skip=$1 count=$2; shift 2; shift "$skip"
  total=$# taken=0
  while [ "$taken" -lt "$count" ]; do word=$1; shift; set -- "$@" "$word"; taken=$((taken + 1)); done
  shift "$((total - count))"
  "$@"
}
program() { shift "$(($1 + 1))"; printf '%s' "$1"; }
running() { call 0 "$n_status" "$@" >/dev/null 2>&1 </dev/null; }
change() { ( native; call "$@" >&2 </dev/null ); }
moment() { read -r up _ </proc/uptime && say "$1" "$up"; }
nap() { sleep 0.3 2>/dev/null || sleep 1; }

state() {
  when=$1; shift
  if [ "$kind" = systemd ]; then
    TZ=UTC systemctl show -p LoadState -p ActiveState -p SubState -p Result -p MainPID -p MemoryCurrent \\
      -p ActiveEnterTimestamp -p InactiveEnterTimestamp -- "$unit" 2>&1 | quoted "\${when}_show"
  else
    words=$(call 0 "$n_status" "$@" 2>&1 </dev/null); say "\${when}_exit" "$?"
    printf '%s\\n' "$words" | tail -n 20 | cut -c 1-500 | quoted "\${when}_words"
  fi
  say "\${when}_clock" "$(date +%s)"
}
log() {
  if [ "$log_lines" -eq 0 ]; then return 0; fi
  if [ -n "$logs" ]; then tail -n "$log_lines" "$logs" 2>&1 | cut -c 1-500 | quoted log
  elif has journalctl; then
    journalctl --no-pager -q -o short-iso -n "$log_lines" -u "$unit" 2>/dev/null | cut -c 1-500 | quoted log
  fi
}
failing() { problem=$1; shift; say problem "$problem"; state after "$@"; log; finish; exit 1; }

report
if [ "$verb" = status ]; then state now "$@"; log; finish; exit 0; fi

state before "$@"
if [ "$verb" = reload ]; then
  if [ "$n_reload" -eq 0 ] || { [ "$kind" = systemd ] && systemctl show -p CanReload -- "$unit" 2>/dev/null | grep -q no$; }
  then failing no-reload "$@"; fi
  if ! running "$@"; then failing not-running "$@"; fi
fi
if [ "$verb" != stop ] && [ "$n_validate" -gt 0 ] && { [ "$kind" = argv ] || has "$(program "$at_validate" "$@")"; }; then
  words=$(call "$at_validate" "$n_validate" "$@" 2>&1 </dev/null); code=$?
  printf '%s\\n' "$words" | tail -n 10 | cut -c 1-500 | quoted validate
  if [ "$code" -ne 0 ]; then failing configuration "$@"; fi
  say validated yes
fi

moment begin
code=0
case $verb in
  start) if ! running "$@"; then change "$at_start" "$n_start" "$@"; code=$?; fi ;;
  stop) change "$at_stop" "$n_stop" "$@"; code=$? ;;
  reload) change "$at_reload" "$n_reload" "$@"; code=$? ;;
  restart)
    if [ "$n_restart" -gt 0 ]; then change "$at_restart" "$n_restart" "$@"; code=$?
    else
      if running "$@"; then change "$at_stop" "$n_stop" "$@"; code=$?; fi
      if [ "$code" -eq 0 ]; then change "$at_start" "$n_start" "$@"; code=$?; fi
    fi ;;
esac
say code "$code"
settled() { if [ "$verb" = stop ]; then ! running "$@"; else running "$@"; fi; }
tries=0
while ! settled "$@"; do
  if [ "$code" -ne 0 ] || [ "$tries" -ge 15 ]; then failing state "$@"; fi
  tries=$((tries + 1)); nap
done
moment end
if [ "$verb" != stop ]; then
  nap
  if ! running "$@"; then failing died "$@"; fi
fi
if [ "$code" -ne 0 ]; then failing code "$@"; fi
state after "$@"
finish
`;

export type ServiceVerbName = 'start' | 'stop' | 'restart' | 'reload';

/** One round trip that reads a service's state or changes it; see the script for what is checked on the way. */
export function serviceCommand(options: {
  readonly driver: ServiceDriver;
  readonly verb: 'status' | ServiceVerbName;
  readonly logLines: number;
  readonly become: RemoteCommand['become'];
  readonly timeoutMs: number;
}): RemoteCommand {
  const { driver, verb, logLines, become, timeoutMs } = options;
  const lists = [
    driver.status,
    driver.start,
    driver.stop,
    driver.restart ?? [],
    driver.reload ?? [],
    driver.validate ?? [],
  ];
  return scriptCommand({
    text: SCRIPT,
    args: [
      verb,
      driver.kind,
      driver.unit,
      driver.logs ?? '',
      String(logLines),
      ...lists.map((list) => String(list.length)),
      ...lists.flat(),
    ],
    become,
    timeoutMs,
  });
}

/**
 * The service manager of the sample site, a POSIX shell script that never changes: what differs stands in site.conf
 * beside it, one value a line (node, program, port), so nothing needs quoting. `status` ends with 0 when the site
 * runs and 3 when not, as the Linux Standard Base says of init scripts.
 */
export const SITE_CTL = `#!/bin/sh
# Service manager of the sample site: site-ctl start|stop|restart|status
dir=\${0%/*}
log=$dir/site.log
if ! { read -r node && read -r program && read -r port; } <"$dir/site.conf"; then
  echo "site-ctl: cannot read $dir/site.conf" >&2
  exit 1
fi

# Sets pid and since; false when the site does not run.
running() {
  pid= since=
  read -r pid since 2>/dev/null <"$dir/site.pid" || return 1
  kill -0 "$pid" 2>/dev/null || return 1
  # Another process may have the number by now.
  [ ! -r "/proc/$pid/cmdline" ] || grep -qF "$program" "/proc/$pid/cmdline"
}

# The last line of the log tells when it ended.
stopped_since() {
  last=$(tail -n 1 "$log" 2>/dev/null)
  echo "\${last%% *}"
}

start() {
  if running; then
    echo "already active since $since (pid $pid)"
    return 0
  fi
  rm -f "$dir/site.pid"
  set -- "$node" "$program" "$port" "$dir"
  if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
  "$@" </dev/null >>"$log" 2>&1 &
  child=$!
  tries=0
  until running; do
    tries=$((tries + 1))
    if [ $tries -gt 200 ] || ! kill -0 $child 2>/dev/null; then
      running && break
      echo "the site did not start; the end of its log:" >&2
      tail -n 5 "$log" >&2
      return 1
    fi
    sleep 0.05
  done
  echo "active since $since (pid $pid) on http://127.0.0.1:$port/"
}

stop() {
  if ! running; then
    echo "already stopped since $(stopped_since)"
    return 0
  fi
  kill "$pid"
  tries=0
  while running; do
    tries=$((tries + 1))
    if [ $tries -eq 200 ]; then kill -9 "$pid"; fi
    if [ $tries -gt 300 ]; then
      echo "the site (pid $pid) does not end" >&2
      return 1
    fi
    sleep 0.05
  done
  rm -f "$dir/site.pid"
  echo "stopped since $(stopped_since)"
}

case "$1" in
  start) start ;;
  stop) stop ;;
  restart) stop && start ;;
  status)
    if running; then
      echo "active since $since (pid $pid) on http://127.0.0.1:$port/"
    else
      echo "stopped since $(stopped_since)"
      tail -n 1 "$log" 2>/dev/null
      exit 3
    fi
    ;;
  *)
    echo "Usage: site-ctl start|stop|restart|status" >&2
    exit 64
    ;;
esac
`;

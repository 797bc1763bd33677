# The agent: a function library that one /bin/sh per session reads from its standard input, followed by one call per
# request. POSIX sh plus Linux's /proc; nothing is installed. agent-script.ts strips these comments before sending.
#
# Framing. Every answer is a mark, "\n<nonce> <text>\n", on standard output; what lies between two marks is raw bytes.
# A supervisor tells the end of its job on standard error, where nobody else writes while a job has the session.
#
# Files of one job, in <jobs>/<server>/<run>/<job>.*:
#   token   this boot's id, written at first contact: "somebody meant to start this"
#   go      created with O_EXCL by whoever may start it; then the record, one line per event:
#             s pid start boot digest uptime   the supervisor
#             g pid start                      the command's process group, written before the command begins
#             t | c | n | a                    timed out | cancelled | never started | asked for and absent: barred
#             r code uptime .                  the end; without its dot it was cut short and does not count
#   out err what the command printed (0600)
#   streamed somebody is already fetching the output piece by piece
# Folders are 0700; no secret is ever written.
#
# A line "# point: NAME" is a place to die; the crash tests stop there. docs/durability.md has the list.

unset nonce jobs boot record own_record own_supervisor
agent_umask=$(umask)
umask 022
login_home=$1

say() { printf '\n%s %s\n' "$nonce" "$1"; }

# process PID: its facts; fails when there is no such process.
process() {
  read -r stat_line 2>/dev/null <"/proc/$1/stat" || return 1
  set -- ${stat_line##*) }
  process_state=$1 process_group=$3 process_session=$4 process_start=${20}
}

# own: pid and start time of this very process ($$ stays the agent's in a subshell).
own() {
  read -r stat_line </proc/self/stat
  own_pid=${stat_line%% *}
  set -- ${stat_line##*) }
  own_start=${20}
}

# alive PID START: the start time tells a process from a later one with its number.
alive() {
  process "$1" && [ "$process_start" = "$2" ] || return 1
  case $process_state in Z | X) return 1 ;; esac
}

# members PGID START: the living processes of a group. Zombies keep `kill -0` true, so /proc is asked. The leader counts
# before it has its group: it notes its pid first and calls setsid a moment later.
members() {
  group_members=
  if process "$1" && [ "$process_start" != "$2" ]; then return 1; fi
  for process_folder in /proc/[0-9]*; do
    process "${process_folder#/proc/}" || continue
    [ "$process_group" = "$1" ] || [ "$process_folder" = "/proc/$1" ] || continue
    case $process_state in Z | X) continue ;; esac
    group_members="$group_members ${process_folder#/proc/}"
  done
  [ -n "$group_members" ]
}

# hello NONCE JOBS
hello() {
  nonce=$1 jobs=$2
  case $jobs in /*) ;; *) jobs=$login_home/$jobs ;; esac
  read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id || { say 'unsupported no /proc/sys/kernel/random/boot_id'; exit 1; }
  if command -v setsid >/dev/null 2>&1; then detach_with=setsid
  elif busybox setsid true >/dev/null 2>&1; then detach_with=busybox
  elif perl -MPOSIX -e 'exit 0' >/dev/null 2>&1; then detach_with=perl
  else detach_with=none
  fi
  own
  process "$own_pid"
  say "hello $own_pid $process_group $process_session $boot $detach_with"
}

# read_now INPUT ARGV...: in the foreground, straight to the channel. INPUT is a printf format, empty for none.
read_now() {
  read_input=$1
  shift
  say begin
  say begin >&2
  if [ -n "$read_input" ]; then
    printf "$read_input" | (umask "$agent_umask"; exec "$@")
  else
    (umask "$agent_umask"; exec "$@") </dev/null
  fi
  say "exit $?"
  say exit >&2
}

# become_command ARGV...: the session ends with the command, whose standard streams are the channel's.
become_command() {
  say begin
  say begin >&2
  umask "$agent_umask"
  exec "$@"
}

# kill_group PGID: for reading commands that were given up.
kill_group() {
  kill -KILL -"$1" 2>/dev/null
  say end
}

# make_folder PATH: 0700; under sudo it belongs to the login user, whose own jobs lie in it too.
make_folder() {
  case $1 in '' | /) return 0 ;; esac
  [ -d "$1" ] && return 0
  make_folder "${1%/*}"
  mkdir -m 700 "$1" 2>/dev/null || [ -d "$1" ] || return 1
  [ -z "$SUDO_UID" ] || chown "$SUDO_UID:$SUDO_GID" "$1"
}

# prepare SERVER RUN: makes the run's folder; when it is new, drops what is a month old and announcements of the dead.
# A clock that jumps makes everything old at once, so runs with a living command are spared whatever their age.
prepare() {
  make_folder "$jobs/$1/.live" || return 1
  [ -d "$jobs/$1/$2" ] && return 0
  make_folder "$jobs/$1/$2" || return 1
  sweep_server=$1 sweep_dead=
  set -- ! -name .live ! -name "$2"
  for announcement_file in "$jobs/$sweep_server/.live/"*; do
    # An empty one is being written this moment: removing it would hide a supervisor that is about to start.
    read -r announced 2>/dev/null <"$announcement_file" || continue
    [ -n "$announced" ] || continue
    if announced_alive "$sweep_server" $announced; then set -- "$@" ! -name "${announced%% *}"
    else sweep_dead="$sweep_dead ${announcement_file##*/}"
    fi
  done
  find "$jobs/$sweep_server" -mindepth 1 -maxdepth 1 -type d "$@" -mtime +30 -exec rm -rf {} + 2>/dev/null
  [ -z "$sweep_dead" ] || (cd "$jobs/$sweep_server/.live" && rm -f $sweep_dead)
  return 0
}

# recorded RECORD: what the go file says.
recorded() {
  s_pid= s_start= s_boot= s_digest= s_up= g_pid= g_start= r_code= r_up= flag= never= barred=
  while read -r record_kind record_a record_b record_c record_d record_e; do
    case $record_kind in
      s) s_pid=$record_a s_start=$record_b s_boot=$record_c s_digest=$record_d s_up=$record_e ;;
      g) g_pid=$record_a g_start=$record_b ;;
      t | c) [ -n "$r_code" ] || flag=$record_kind ;;
      n) never=1 ;;
      a) barred=1 ;;
      r) [ "$record_c" = . ] && r_code=$record_a r_up=$record_b ;;
    esac
  done 2>/dev/null <"$1.go"
}

# standing RECORD DIGEST: sets `now` to one word and its details.
standing() {
  if [ ! -e "$1.go" ]; then
    if [ -e "$1.token" ]; then now=waiting; else now=absent; fi
    return
  fi
  recorded "$1"
  if [ -n "$never" ]; then now=never; return; fi
  if [ -n "$barred" ]; then now=absent; return; fi
  # A cancel line before any supervisor's: whoever holds the claim will see it and not start.
  if [ -z "$s_pid" ]; then now=${flag:+never}; now=${now:-empty}; return; fi
  if [ "$s_digest" != "$2" ]; then now="conflict $s_digest"; return; fi
  if [ -z "$r_code" ] && [ "$s_boot" = "$boot" ]; then
    if alive "$s_pid" "$s_start"; then now=running; return; fi
    # It may have ended between the reading and the look.
    recorded "$1"
  fi
  if [ -n "$r_code" ]; then now="done $r_code ${flag:--} $s_up $r_up $s_boot"
  elif [ "$s_boot" != "$boot" ]; then now="rebooted $s_boot"
  elif [ -n "$g_pid" ] && members "$g_pid" "$g_start"; then now="orphan $g_pid"
  else now=gone
  fi
}

# blocks FILE BLOCK: at most 256 blocks of 64 KiB from there.
blocks() {
  [ ! -s "$1" ] || dd if="$1" bs=65536 skip="$2" count=256 2>/dev/null
  say end
}

# follow SERVER RUN JOB DIGEST OUT_BLOCK ERR_BLOCK: the standing first, so that output read after "done" is whole.
follow() {
  follow_record=$jobs/$1/$2/$3
  [ ! -e "$follow_record.go" ] || [ -e "$follow_record.streamed" ] || true >"$follow_record.streamed"
  standing "$follow_record" "$4"
  case $now in
    # Our own child knows better than files that are not there yet, or were removed under it.
    waiting | absent | empty | never)
      if [ "$follow_record" = "$own_record" ] && process "$own_supervisor" && [ "$process_state" != Z ]; then now=running; fi
      ;;
  esac
  say "$now"
  case $now in
    conflict*) say end; say end ;;
    *) blocks "$follow_record.out" "$5"; blocks "$follow_record.err" "$6" ;;
  esac
}

answer() { say "$1"; say end; say end; }

# begin_job FIRST SERVER RUN JOB DIGEST OUT_BLOCK ERR_BLOCK SECONDS INPUT ARGV...: FIRST is 1 to start a job without any
# trace, 0 to bar it, and ask to leave it as it is.
begin_job() {
  first=$1
  shift
  record=$jobs/$1/$2/$3
  # point: asked
  if [ -e "$record.go" ]; then follow "$1" "$2" "$3" "$4" "$5" "$6"; return; fi
  if [ -e "$record.token" ]; then
    token_boot=
    read -r token_boot 2>/dev/null <"$record.token"
    [ "$token_boot" = "$boot" ] || { answer stale; return; }
  elif [ "$first" = 1 ]; then
    prepare "$1" "$2" && { printf '%s\n' "$boot" >"$record.token"; } 2>/dev/null || { answer "failed cannot write $record.token"; return; }
  elif [ "$first" = ask ]; then
    answer absent
    return
  else
    bar_job "$@"
    return
  fi
  # point: meant
  [ "$detach_with" != none ] || { answer 'failed no setsid, busybox or perl to detach a command with'; return; }
  answer starting
  supervise "$@" </dev/null >/dev/null &
  own_record=$record own_supervisor=$!
}

# bar_job SERVER RUN JOB...: there is no trace of it, and a person is going to decide. A first request for it may still be
# under way, from a worker that died: it must not start after that.
bar_job() {
  if prepare "$1" "$2"; then
    set -C
    { true >"$record.go"; } 2>/dev/null
    claim=$?
    set +C
    if [ "$claim" = 0 ]; then printf 'a\n' 2>/dev/null >>"$record.go"
    elif [ -e "$record.go" ]; then follow "$@"; return
    fi
  fi
  answer absent
}

# announced_alive SERVER RUN PID START BOOT JOB: sets live_pid. The supervisor, or what is left of its command.
announced_alive() {
  [ "$5" = "$boot" ] || return 1
  live_pid=$3
  alive "$3" "$4" && return 0
  recorded "$jobs/$1/$2/$6"
  live_pid=$g_pid
  [ -n "$g_pid" ] && [ "$s_pid" = "$3" ] && members "$g_pid" "$g_start"
}

# supervise SERVER RUN JOB DIGEST OUT_BLOCK ERR_BLOCK SECONDS INPUT ARGV...: in a process of its own.
supervise() {
  own
  # point: forked
  announcement=$jobs/$1/.live/$own_pid.$own_start
  # Announce first, look round after: of two runs that start at once, at least one sees the other.
  { printf '%s %s %s %s %s\n' "$2" "$own_pid" "$own_start" "$boot" "$3" >"$announcement"; } 2>/dev/null || { say "failed cannot write $announcement" >&2; exit; }
  for other in "$jobs/$1/.live/"*; do
    read -r other_run other_rest 2>/dev/null <"$other" || continue
    [ -n "$other_rest" ] && [ "$other_run" != "$2" ] || continue
    if announced_alive "$1" "$other_run" $other_rest; then
      printf 'end\n' >"$announcement"
      say "busy $other_run $live_pid" >&2
      exit
    fi
  done
  # point: announced
  umask 077
  { true >>"$record.out" && true >>"$record.err"; } 2>/dev/null || { printf 'end\n' >"$announcement"; say "failed cannot write $record.out" >&2; exit; }
  umask 022
  set -C
  { true >"$record.go"; } 2>/dev/null
  claim=$?
  set +C
  if [ "$claim" != 0 ]; then
    printf 'end\n' >"$announcement"
    if [ -e "$record.go" ]; then say lost >&2; else say "failed cannot write $record.go" >&2; fi
    exit
  fi
  # point: claimed
  opened=
  { opened=1; supervise_claimed "$@"; } 5>>"$record.go" 6<"$record.out" 7<"$record.err"
  [ -n "$opened" ] || { rm -f "$record.go"; printf 'end\n' >"$announcement"; say "failed cannot open $record.go" >&2; }
}

# supervise_claimed: as above; nobody else can start this job any more. 5: record, 6 and 7: output.
supervise_claimed() {
  read -r uptime_now uptime_rest </proc/uptime
  { printf 's %s %s %s %s %s\n' "$own_pid" "$own_start" "$boot" "$4" "$uptime_now" >&5; } 2>/dev/null || {
    rm -f "$record.go"
    printf 'end\n' >"$announcement"
    say "failed cannot write $record.go" >&2
    exit
  }
  # point: recorded
  # A cancel that came after the claim wrote its line before it could see ours: then nothing may start.
  recorded "$record"
  if [ -n "$flag" ]; then
    printf 'n\n' >&5
    printf 'end\n' >"$announcement"
    say never >&2
    exit
  fi
  seconds=$7 input=$8
  shift 8
  if [ -n "$input" ]; then printf "$input" | launch "$@" & else launch "$@" </dev/null & fi
  child=$!
  watch "$seconds" </dev/null >/dev/null 2>&1 6<&- 7<&- &
  watchdog=$!
  wait "$child" 2>/dev/null
  code=$?
  # point: ended
  recorded "$record"
  if [ -z "$g_pid" ] && [ "$s_pid" = "$own_pid" ]; then
    kill "$watchdog" 2>/dev/null
    printf 'n\n' >&5
    printf 'end\n' >"$announcement"
    say "failed cannot write $record.go" >&2
    exit
  fi
  # After a time-out the watchdog still has the rest of the group to see off.
  if [ "$flag" = t ]; then wait "$watchdog"; else kill "$watchdog" 2>/dev/null; fi
  read -r uptime_end uptime_rest </proc/uptime
  printf 'r %s %s .\n' "$code" "$uptime_end" >&5
  # point: noted
  printf 'end\n' 2>/dev/null >"$announcement"
  result="$code ${flag:--} $uptime_now $uptime_end $boot"
  if [ -e "$record.streamed" ] && [ "$s_pid" = "$own_pid" ]; then
    say "done $result" >&2
  else
    # By descriptor, not by path: the output is there even when somebody removed the folder.
    say "output $result" >&2
    [ ! -s /proc/self/fd/6 ] || cat <&6 >&2
    say end >&2
    [ ! -s /proc/self/fd/7 ] || cat <&7 >&2
    say end >&2
  fi
  # point: reported
}

# launch ARGV...: becomes the command, in a session and group of its own.
launch() {
  own
  printf 'g %s %s\n' "$own_pid" "$own_start" >&5 || exit 126
  # point: grouped
  CHATOPS_COMMANDER_JOB=$record/
  export CHATOPS_COMMANDER_JOB
  umask "$agent_umask"
  exec >>"$record.out" 2>>"$record.err" 5>&- 6<&- 7<&-
  case $detach_with in
    setsid) exec setsid "$@" ;;
    busybox) exec busybox setsid "$@" ;;
    perl) exec perl -MPOSIX -e 'POSIX::setsid(); exec { $ARGV[0] } @ARGV; print STDERR "$ARGV[0]: $!\n"; exit 127' -- "$@" ;;
  esac
}

rest() {
  sleep "$1" &
  sleeper=$!
  wait "$sleeper"
}

# watch SECONDS: the time limit, kept here so that it holds without a worker.
watch() {
  sleeper=
  trap 'kill $sleeper; exit 0' TERM
  rest "$1" || exit 0
  recorded "$record"
  [ -n "$g_pid" ] && [ -z "$r_code" ] && members "$g_pid" "$g_start" || exit 0
  printf 't\n' >&5
  kill -TERM -"$g_pid"
  for second in 1 2 3 4 5 6 7 8 9 10; do
    members "$g_pid" "$g_start" || exit 0
    rest 1
  done
  kill -KILL -"$g_pid"
}

# halt_job SERVER RUN JOB SIGNAL: makes sure that it never starts, or signals its group and tells who is left.
halt_job() {
  record=$jobs/$1/$2/$3
  prepare "$1" "$2" || { say "failed cannot write $jobs/$1/$2"; return; }
  set -C
  { true >"$record.go"; } 2>/dev/null
  claim=$?
  set +C
  if [ "$claim" = 0 ]; then printf 'n\n' >>"$record.go"; say never; return; fi
  [ -e "$record.go" ] || { say "failed cannot write $record.go"; return; }
  recorded "$record"
  if [ -z "$r_code$flag$never" ]; then
    printf 'c\n' >>"$record.go"
    recorded "$record"
  fi
  if [ -n "$never" ] || [ -z "$s_pid" ]; then say never; return; fi
  if [ "$s_boot" != "$boot" ]; then say members; return; fi
  if [ -z "$g_pid" ]; then
    if alive "$s_pid" "$s_start"; then say "starting $s_pid"; else say members; fi
    return
  fi
  if members "$g_pid" "$g_start"; then
    { kill -"$4" -"$g_pid" || kill -"$4" "$g_pid"; } 2>/dev/null
    members "$g_pid" "$g_start"
  fi
  say "members$group_members"
}

# marked TEXT: the processes that have it in their environment. A busybox grep sees no further than the first NUL.
marked() {
  if printf 'a\0b' | grep -qF b; then
    grep -lsF "$1" /proc/[0-9]*/environ 2>/dev/null
    return
  fi
  for environment_file in /proc/[0-9]*/environ; do
    tr '\000' '\n' 2>/dev/null <"$environment_file" | grep -qF "$1" && printf '%s\n' "$environment_file"
  done
} 2>/dev/null

# strays SERVER RUN JOB: processes that left the group (setsid) still carry the job's mark in their environment.
strays() {
  stray_pids=
  for environment_file in $(marked "CHATOPS_COMMANDER_JOB=$jobs/$1/$2/$3/"); do
    environment_file=${environment_file#/proc/}
    stray_pids="$stray_pids ${environment_file%/environ}"
  done
  say "members$stray_pids"
}

# left_behind SERVER: every process that some job started and that has left the job's group, or outlived it.
left_behind() {
  for environment_file in $(marked "CHATOPS_COMMANDER_JOB=$jobs/$1/"); do
    stray=${environment_file#/proc/}
    stray=${stray%/environ}
    process "$stray" || continue
    case $process_state in Z | X) continue ;; esac
    mark=$(tr '\000\n' '\n ' 2>/dev/null <"$environment_file" | grep -F "CHATOPS_COMMANDER_JOB=$jobs/$1/")
    mark=${mark#"CHATOPS_COMMANDER_JOB=$jobs/$1/"}
    mark=${mark%/}
    recorded "$jobs/$1/$mark"
    [ -n "$g_pid" ] && [ "$s_boot" = "$boot" ] && [ "$process_group" = "$g_pid" ] && continue
    say "left $stray ${mark%/*} ${mark##*/}"
  done
  say end
}

# live_jobs SERVER
live_jobs() {
  live_server=$1
  for announcement_file in "$jobs/$1/.live/"*; do
    read -r announced 2>/dev/null <"$announcement_file" || continue
    set -- $announced
    [ $# = 5 ] || continue
    announced_alive "$live_server" "$@" && say "live $live_pid $1 $5"
  done
  say end
}

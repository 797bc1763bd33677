/**
 * $1: how many, $2: `cpu` or `memory`. CPU is what a process used while we looked, half a second, not over its whole
 * life as `ps` has it. Everything comes from /proc, whose form no locale and no version of ps changes: a name may hold
 * blanks and parentheses, so fields are counted after the last one. Prints `pid ticks pages start user command`.
 */
export const PROCESSES_SCRIPT = `snapshot() { cat /proc/[0-9]*/stat 2>/dev/null; }
report
say hz "$(getconf CLK_TCK 2>/dev/null || echo 100)"
say page "$(getconf PAGESIZE 2>/dev/null || echo 4096)"
say cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
quoted memory </proc/meminfo
read -r t0 _ </proc/uptime
first=$(snapshot)
sleep 0.5 2>/dev/null || sleep 1
read -r t1 _ </proc/uptime
say t0 "$t0"; say t1 "$t1"
column=2; if [ "$2" = memory ]; then column=3; fi
{ printf '%s\\n' "$first"; echo again; snapshot; } | awk -v self="$$" '
  $0 == "again" { again = 1; next }
  {
    if (!match($0, /^[0-9]+ \\(/)) next
    pid = $1; rest = $0
    if (!sub(/^.*\\) /, "", rest)) next
    if (split(rest, f, " ") < 22) next
    if (!again) { used[pid] = f[12] + f[13]; next }
    if (pid == self || f[2] == self) next
    print pid, (pid in used ? f[12] + f[13] - used[pid] : f[12] + f[13]), f[22], f[20]
  }' | sort -k "$column,$column" -rn | head -n "$1" | while read -r pid ticks pages start; do
  user=$(stat -c %U "/proc/$pid" 2>/dev/null) || continue
  words=$(tr '\\000\\n\\r' '   ' <"/proc/$pid/cmdline" 2>/dev/null | cut -c 1-400)
  if [ -z "$words" ]; then words="[$(tr -d '\\n' <"/proc/$pid/comm" 2>/dev/null)]"; fi
  printf '%s %s %s %s %s %s\\n' "$pid" "$ticks" "$pages" "$start" "\${user:-?}" "$words"
done | quoted process
finish
`;

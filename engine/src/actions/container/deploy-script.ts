import { CONFIG_LABEL } from './deploy-plan.js';

/**
 * $1: name, $2: image by digest, $3: seconds until healthy, $4: URL of health or '', $5: URL of the trial's or '', $6 $7
 * $8: how many words there are for `run`, for the trial's, and for the check within; then these words. Standard input:
 * the secrets, one per line, name and base64.
 *
 * Nothing that runs is touched before the image is there and the trial beside is healthy. From then on, whatever goes
 * wrong puts the one before back. While the two change places it is called NAME-chatops-swap, by which the next
 * deployment knows that this one was cut, and puts it back unless the new one turns out to be healthy; afterwards it is
 * kept, stopped, as NAME-chatops-ID. The new one is made before the one before ends; and where no port of the server is
 * theirs, so that both can run, it is healthy before, too.
 */
export const DEPLOY_SCRIPT = `name=$1 image=$2 within=$3 url=$4 trial_url=$5 main_count=$6 trial_count=$7 exec_count=$8; shift 8
trial=$name-chatops-trial
quiet() { "$@" >/dev/null 2>&1; }
# Time to end in order, then none: what ignores TERM would hold everything up.
remove() { quiet "$engine" stop -t 2 "$1"; quiet "$engine" rm -f "$1"; }
run_words() { # VERB CONTAINER SKIP COUNT WORD…
  verb=$1 as=$2 skip=$3 count=$4; shift 4
  shift "$skip"; left=$# at=0
  for word do at=$((at + 1)); if [ "$at" -le "$count" ]; then set -- "$@" "$word"; fi; done
  shift "$left"
  case $verb in
    run) "$engine" run -d --name "$as" "$@" ;;
    create) "$engine" create --name "$as" "$@" ;;
    exec) "$engine" exec "$as" "$@" ;;
  esac
}
told() { printf '%s\\n' "$1" | tail -n 5 | cut -c 1-400 | quoted words; }
fetch() {
  if has curl; then quiet curl -fsS -m 5 --noproxy '*' --url "$1"
  elif has wget; then quiet wget -q -O /dev/null -T 5 "$1"
  else failing no-client; fi
}
checked_by_image() { [ -n "$("$engine" inspect --type container --format '{{if .Config.Healthcheck}}yes{{end}}' "$1" 2>/dev/null)" ]; }
healthy_now() { # CONTAINER URL WORD…
  running "$1" || return 1
  if checked_by_image "$1"; then
    if [ "$engine" = podman ]; then quiet podman healthcheck run "$1" || return 1
    else [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ] || return 1; fi
  fi
  if [ -n "$2" ]; then fetch "$2" || return 1; fi
  if [ "$exec_count" -gt 0 ]; then
    container=$1; shift 2
    quiet run_words exec "$container" "$((main_count + trial_count))" "$exec_count" "$@" || return 1
  fi
}
if sleep 0.1 2>/dev/null; then tick=0.2 ticks=5; else tick=1 ticks=1; fi
await() { # CONTAINER URL WORD…; where nothing can be asked, it has to stay up for two seconds
  good=0 tries=$((within * ticks)) wanted=$((2 * ticks))
  if [ -n "$2" ] || [ "$exec_count" -gt 0 ] || checked_by_image "$1"; then wanted=1; fi
  while [ "$tries" -ge 0 ] || [ "$good" -gt 0 ]; do
    if healthy_now "$@"; then good=$((good + 1)); else good=0; fi
    if [ "$good" -ge "$wanted" ]; then return 0; fi
    # Nothing starts the trial again, so there is nothing to wait for.
    if [ "$1" = "$trial" ] && [ "$good" -eq 0 ] && ! running "$1"; then return 1; fi
    tries=$((tries - 1)); sleep "$tick"
  done
  return 1
}
logs() { "$engine" logs --tail 15 "$1" 2>&1 | tail -n 15 | cut -c 1-400 | quoted log; }
now() { awk '{print $1}' /proc/uptime; }
# Both can run at once where neither publishes a port nor uses the server's own network, and nobody said otherwise.
side_by_side() {
  [ "$trial_count" -gt 0 ] || return 1
  [ "$("$engine" inspect --type container --format '{{len .HostConfig.PortBindings}}' "$1" 2>/dev/null)" = 0 ] || return 1
  case $("$engine" inspect --type container --format '{{.HostConfig.NetworkMode}}' "$1" 2>/dev/null) in
    '' | host | container:* | ns:*) return 1 ;;
  esac
}
kept_name() { printf '%s-chatops-%s' "$name" "$(printf '%s' "$1" | cut -c 1-12)"; }
kept() { "$engine" ps -a --format '{{.Names}}' | awk -v start="$name-chatops-" 'index($0, start) == 1 && length($0) == length(start) + 12'; }
recover() {
  trap '' HUP INT TERM
  if [ "$(id_of "$name")" != "$current" ]; then
    # Never started, it has nothing to end in order.
    if running "$name"; then remove "$name"; else quiet "$engine" rm -f "$name"; fi
    if [ -n "$current" ]; then quiet "$engine" rename "$current" "$name"; fi
  fi
  if [ "$was" = yes ]; then quiet "$engine" start "$name"; if running "$name"; then say restored yes; fi
  else say restored yes; fi
}

while read -r secret value; do
  if [ "$engine" != podman ]; then failing no-secrets; fi
  quiet podman secret rm "$secret"
  words=$(printf '%s' "$value" | base64 -d | podman secret create "$secret" - 2>&1) || { told "$words"; failing secret; }
done
swapping=$name-chatops-swap
current=$(id_of "$name")
if [ -n "$(id_of "$swapping")" ]; then
  # A deployment was cut in the middle of its swap. The one before waits under its other name, or still serves there.
  if running "$name" && await "$name" "$url" "$@"; then
    quiet "$engine" stop -t 10 "$swapping"
    for one in $(kept); do quiet "$engine" rm -f "$one"; done
    words=$("$engine" rename "$swapping" "$(kept_name "$(id_of "$swapping")")" 2>&1) || { told "$words"; failing rename; }
  else
    if running "$name"; then remove "$name"; else quiet "$engine" rm -f "$name"; fi
    words=$("$engine" rename "$swapping" "$name" 2>&1) || { told "$words"; failing rename; }
    quiet "$engine" start "$name"
  fi
  current=$(id_of "$name")
fi
if [ -n "$current" ]; then inspect "$current" before; fi
was=no; if [ -n "$current" ] && running "$current"; then was=yes; fi
remove "$trial"
if ! quiet "$engine" image inspect "$image"; then
  words=$("$engine" pull -q "$image" 2>&1) || { told "$words"; failing pull; }
fi
if [ "$trial_count" -gt 0 ]; then
  trap 'remove "$trial"; exit 143' HUP INT TERM
  words=$(run_words run "$trial" "$main_count" "$trial_count" "$@" 2>&1) || { told "$words"; remove "$trial"; failing trial-start; }
  if ! await "$trial" "$trial_url" "$@"; then logs "$trial"; remove "$trial"; failing trial-health; fi
  remove "$trial"
fi
trap 'recover; exit 143' HUP INT TERM
if [ -n "$current" ]; then
  for one in $(kept); do quiet "$engine" rm -f "$one"; done
  words=$("$engine" rename "$name" "$swapping" 2>&1) || { told "$words"; recover; failing rename; }
fi
words=$(run_words create "$name" 0 "$main_count" "$@" 2>&1) || { told "$words"; recover; failing start; }
both=no; if [ "$was" = yes ] && side_by_side "$name"; then both=yes; fi
from=$(now)
if [ "$was" = yes ] && [ "$both" = no ]; then quiet "$engine" stop -t 10 "$current"; fi
words=$("$engine" start "$name" 2>&1 >/dev/null) || { told "$words"; recover; failing start; }
if ! await "$name" "$url" "$@"; then logs "$name"; recover; failing health; fi
if [ "$both" = no ]; then say gap_from "$from"; say gap_until "$(now)"; fi
if [ "$both" = yes ]; then quiet "$engine" stop -t 10 "$current"; fi
if [ -n "$current" ]; then quiet "$engine" rename "$current" "$(kept_name "$current")"; fi
trap - HUP INT TERM
inspect "$name" after
finish
`;

/** $1: name. Looks at the one that a deployment starts from: after a cut one the one before, unless the new one runs. */
export const BEFORE_DEPLOY_SCRIPT = `swapping=$1-chatops-swap
if [ -n "$(id_of "$swapping")" ] && ! running "$1"; then say swapped yes; inspect "$swapping" now
else inspect "$1" now; fi
finish
`;

/**
 * $1: name, $2: id of the one before or '', $3: the configuration that was deployed, $4: whether the one before ran.
 * What somebody else deployed since is theirs, and stays.
 */
export const REVERT_SCRIPT = `name=$1 previous=$2 config=$3 was=$4
quiet() { "$@" >/dev/null 2>&1; }
quiet "$engine" rm -f "$name-chatops-trial"
current=$(id_of "$name")
if [ -z "$previous" ] || [ "$current" != "$previous" ]; then
  if [ -n "$previous" ] && [ -z "$(id_of "$previous")" ]; then failing gone; fi
  if [ -n "$current" ]; then
    label=$("$engine" inspect --type container --format '{{index .Config.Labels "${CONFIG_LABEL}"}}' "$name" 2>/dev/null)
    if [ "$label" != "$config" ]; then failing changed; fi
    quiet "$engine" rm -f "$name" || failing remove
  fi
  if [ -n "$previous" ]; then quiet "$engine" rename "$previous" "$name" || failing rename; fi
fi
if [ "$was" = yes ]; then
  if ! running "$name"; then quiet "$engine" start "$name" || failing start; sleep 1; fi
  if ! running "$name"; then failing start; fi
fi
if [ -n "$previous" ]; then inspect "$name" after; fi
finish
`;

import { PACKAGE_FUNCTIONS } from './package-script.js';

/**
 * $1: mode, then the packages. What the change would do, what is installed of it, and which of the versions that it
 * would replace are still to be had.
 */
export const PACKAGE_PROBE_SCRIPT = `${PACKAGE_FUNCTIONS}report
say manager "$manager"
mode=$1; shift
errors=$(mktemp) || exit 1
trap 'rm -f "$errors"' EXIT
planned=$(plan "$mode" "$@" 2>"$errors"); say code "$?"
tail -n 5 "$errors" | cut -c 1-500 | quoted error
printf '%s\\n' "$planned" | grep -E '^Inst |^\\([0-9]+/[0-9]+\\)|^[A-Za-z0-9].*[.](noarch|x86_64|aarch64|i686|ppc64le|s390x) ' | quoted plan
names=$(for word; do printf '%s\\n' "\${word%%=*}"; done
  printf '%s\\n' "$planned" | sed -n -e 's/^Inst \\([^ :]*\\).*/\\1/p' -e 's/^([0-9]*\\/[0-9]*) [A-Z][a-z]* \\([^ ]*\\) .*/\\1/p' \\
    -e 's/^\\([A-Za-z0-9][A-Za-z0-9._+-]*\\)[.][a-z0-9_]* .*/\\1/p')
# Names of packages hold no blanks and no patterns.
set -f; set -- $names; set +f
if [ "$#" -gt 0 ]; then
  versions "$@" | quoted package
  if [ "$manager" = apt-get ]; then apt-cache madison -- "$@" 2>/dev/null | sed -n 's/^ *\\([^ ]*\\) | *\\([^ ]*\\) |.*/\\1=\\2/p' | sort -u | quoted available
  elif [ "$manager" = dnf ]; then dnf -q list --showduplicates --available -- "$@" 2>/dev/null |
    sed -n 's/^\\([^ ]*\\)[.][a-z0-9_]*  *\\([^ ]*\\) .*/\\1=\\2/p' | sort -u | quoted available; fi
fi
finish
`;

/**
 * $1: mode, or \`revert\`, $2: \`refresh\` or '', then the packages; standard input: names whose versions are told
 * afterwards, and \`name version\` of what was planned. A fresh index that makes the plan another stops it.
 * Configuration files that somebody changed stay as they are, and nothing else is ever removed for it: then the tool
 * gives up.
 */
export const PACKAGE_CHANGE_SCRIPT = `${PACKAGE_FUNCTIONS}input=$(cat)
names=$(printf '%s\\n' "$input" | grep -v ' ')
reviewed=$(printf '%s\\n' "$input" | grep ' ' | sort -u)
# What a simulation would install, as lines of name and version.
pairs() {
  sed -n -E -e 's/^Inst ([^ :]*)[^ ]* (\\[[^]]*\\] )?\\(([^ )]*).*/\\1 \\3/p' \\
    -e 's/^\\([0-9]+\\/[0-9]+\\) (Installing|Upgrading) ([^ ]+) \\(([^ ]+ -> )?([^ )]+)\\)$/\\2 \\4/p' \\
    -e 's/^([A-Za-z0-9][A-Za-z0-9._+-]*)[.](noarch|x86_64|aarch64|i686|ppc64le|s390x) +([^ ]+) +[^ ]+ *$/\\1 \\3/p' | sort -u
}
as_reviewed() {
  if [ -z "$refresh" ]; then return 0; fi
  now=$(plan "$mode" "$@" 2>/dev/null </dev/null | pairs)
  [ "$now" = "$reviewed" ]
}
mode=$1 refresh=$2; shift 2
apt() {
  apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 \\
    --no-remove "$@"
}
change() {
  case $manager in
    apt-get) case $mode in
        install) apt install -- "$@" ;;
        revert) apt --allow-downgrades install -- "$@" ;;
        packages) apt --only-upgrade install -- "$@" ;;
        all) apt --with-new-pkgs upgrade ;;
        security) set -- $(security_names); [ "$#" -eq 0 ] || apt --only-upgrade install -- "$@" ;;
      esac ;;
    dnf) set -f; set -- $(as_dnf "$@"); set +f
      case $mode in
        install) dnf -q -y install -- "$@" ;;
        revert) dnf -q -y downgrade -- "$@" ;;
        packages) dnf -q -y upgrade -- "$@" ;;
        all) dnf -q -y upgrade ;;
        security) dnf -q -y --security upgrade ;;
      esac ;;
    apk) case $mode in
        install | revert) apk add -q -- "$@" ;;
        packages) apk add -q --upgrade -- "$@" ;;
        all) apk upgrade -q ;;
        *) echo 'apk does not tell security updates apart' >&2; return 1 ;;
      esac ;;
    *) echo 'there is no apt, dnf or apk here' >&2; return 1 ;;
  esac
}
index() {
  case $manager in apt-get) apt-get -q update ;; dnf) dnf -q makecache ;; apk) apk update -q ;; esac
}
words=$(mktemp) || exit 1
trap 'rm -f "$words"' EXIT
problem=
if [ -n "$refresh" ] && ! index >"$words" 2>&1 </dev/null; then problem=index
elif ! as_reviewed "$@"; then problem=plan; printf '%s\\n' "$now" >"$words"
elif ! change "$@" >"$words" 2>&1 </dev/null; then problem=code; fi
cat "$words" >&2
report
if [ -n "$problem" ]; then say problem "$problem"; tail -n 20 "$words" | cut -c 1-500 | quoted words; fi
set -f; set -- $names; set +f
if [ "$#" -gt 0 ]; then versions "$@" | quoted package; fi
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then say reboot yes; fi
finish
`;

import type { Localized, ServerFacts } from '../action.js';

/**
 * Shell functions over apt, dnf and apk. `versions` prints `name version` of installed packages, all or those named;
 * `plan MODE NAMES` what a change would do, as its tool puts it; a version is asked for as name=version everywhere.
 */
export const PACKAGE_FUNCTIONS = `export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
manager=none
for tool in apt-get dnf apk; do if has "$tool"; then manager=$tool; break; fi; done
tried=0
versions() {
  case $manager in
    apt-get) dpkg-query -W -f '\${db:Status-Abbrev} \${Package} \${Version}\\n' -- "$@" 2>/dev/null |
      sed -n 's/^ii *//p' ;;
    dnf) if [ "$#" -eq 0 ]; then set -- -a; else set -- -- "$@"; fi
      rpm -q --qf '%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n' "$@" 2>/dev/null | grep -v ' is not installed$' ;;
    apk) if [ "$#" -eq 0 ]; then apk list -I 2>/dev/null; else apk list -I -- "$@" 2>/dev/null; fi |
      sed -n 's/^\\(.*\\)-\\([0-9][^- ]*-r[0-9]*\\) .*/\\1 \\2/p' ;;
  esac | sort -u
}
security_names() { apt-get -s -q -o Debug::NoLocking=1 upgrade 2>/dev/null | sed -n 's/^Inst \\([^ ]*\\) .*[Ss]ecurity.*/\\1/p'; }
as_dnf() { for word; do printf '%s\\n' "$word" | sed 's/=/-/'; done; }
# What a transaction would install, as \`name.arch version repository\`: dnf tells it in a table, and wraps long names.
dnf_plan() {
  told=$(dnf --assumeno "$@" 2>&1 </dev/null)
  case $told in *'Operation aborted'* | *'Nothing to do'*) ;; *) printf '%s\\n' "$told" >&2; return 1 ;; esac
  printf '%s\\n' "$told" | awk '/^Transaction Summary/ { exit }
    /^[A-Z][A-Za-z ]*:$/ { wanted = /^(Installing|Upgrading|Downgrading|Installing (weak )?dependencies):$/; next }
    wanted && NF == 1 { name = $1; next }
    wanted && NF >= 5 && name != "" { print name "." $1, $2, $3; name = ""; next }
    wanted && NF >= 5 { print $1 "." $2, $3, $4 }'
}
plan() {
  mode=$1; shift
  case $manager in
    apt-get) set -- -s -q -o Debug::NoLocking=1 -- "$@"
      case $mode in
        install) apt-get install "$@" ;;
        packages) apt-get --only-upgrade install "$@" ;;
        all) apt-get --with-new-pkgs upgrade "$@" ;;
        security) set -- $(security_names); [ "$#" -eq 0 ] || apt-get -s -q -o Debug::NoLocking=1 --only-upgrade install -- "$@" ;;
      esac ;;
    dnf) case $mode in
        install) set -f; set -- $(as_dnf "$@"); set +f; dnf_plan install -- "$@" ;;
        security) dnf -q --security check-update || [ "$?" -eq 100 ] ;;
        *) dnf -q check-update -- "$@" || [ "$?" -eq 100 ] ;;
      esac ;;
    apk) case $mode in
        install) apk add --simulate -- "$@" ;;
        packages) apk add --simulate --upgrade -- "$@" ;;
        all) apk upgrade --simulate ;;
        security) echo 'apk does not tell security updates apart' >&2; return 1 ;;
      esac ;;
    *) echo 'there is no apt, dnf or apk here' >&2; return 1 ;;
  esac
}
`;

/** What every change of packages needs to know of a server. */
export function noPackageManager(facts: ServerFacts): Localized | undefined {
  if (facts.packageManager !== 'none') return undefined;
  return {
    en: 'this server has no package manager that I know: apt, dnf or apk',
    fr: "ce serveur n'a aucun gestionnaire de paquets que je connaisse : apt, dnf ou apk",
  };
}

/** `name`, or `name=version`; never an option, a path or a pattern. */
export const packageSchema = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9+._-]{0,127}(=[A-Za-z0-9][A-Za-z0-9.+:~_-]{0,127})?$',
} as const;
export const packagesSchema = {
  description: 'Names, or `name=version`.',
  type: 'array',
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  items: packageSchema,
} as const;

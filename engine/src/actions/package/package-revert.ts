import type { CommandAction, StepResult } from '../action.js';
import { failed, unreadable } from '../failed-result.js';
import { textListInput } from '../input-fields.js';
import { parseReport } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';
import { PACKAGE_FUNCTIONS, packageSchema } from './package-script.js';
import { parseVersions, splitPackage } from './package-state.js';

/** $1: how many packages go back to a version, those as name=version, then the names of those that are removed. */
const SCRIPT = `${PACKAGE_FUNCTIONS}back=$1; shift
words=$(mktemp) || exit 1
trap 'rm -f "$words"' EXIT
run() {
  total=$# taken=0
  while [ "$taken" -lt "$total" ]; do
    word=$1; shift; taken=$((taken + 1))
    if [ "$taken" -le "$back" ]; then
      case $manager in dnf) word=$(printf '%s\\n' "$word" | sed 's/=/-/') ;; esac
      set -- "$@" "$word"
    else
      case $manager in apt-get) set -- "$@" "$word-" ;; *) removed="$removed $word" ;; esac
    fi
  done
  set -f
  # What others installed since, and needs what goes, is theirs: then nothing goes.
  case $manager in
    apt-get) simulated=$(apt-get -s -q -o Debug::NoLocking=1 --allow-downgrades install -- "$@") || return 1
      for one in $(printf '%s\\n' "$simulated" | sed -n 's/^Remv \\([^ :]*\\).*/\\1/p'); do
        case " $* " in *" $one- "*) ;; *) needing="$needing $one" ;; esac
      done
      if [ -n "$needing" ]; then return 1; fi ;;
    dnf) if [ -n "$removed" ] && ! told=$(rpm -e --test -- $removed 2>&1); then
        needing=$(printf '%s\\n' "$told" | sed -n 's/.* is needed by (installed) //p' | sort -u | tr '\\n' ' ')
        if [ -n "$needing" ]; then printf '%s\\n' "$told"; return 1; fi
      fi ;;
  esac
  case $manager in
    apt-get) apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\
      -o DPkg::Lock::Timeout=120 --allow-downgrades install -- "$@" ;;
    dnf) { [ "$#" -eq 0 ] || dnf -q -y downgrade -- "$@"; } && { [ -z "$removed" ] || dnf -q -y remove -- $removed; } ;;
    apk) { [ "$#" -eq 0 ] || apk add -q -- "$@"; } && { [ -z "$removed" ] || apk del -q -- $removed; } ;;
    *) false ;;
  esac
}
removed= needing=
problem=; run "$@" >"$words" 2>&1 </dev/null || problem=code
if [ -n "$needing" ]; then problem=needed; fi
cat "$words" >&2
report
if [ -n "$needing" ]; then say needing "$(printf '%s' "$needing" | sed 's/^ //' | cut -c 1-300)"; fi
if [ -n "$problem" ]; then say problem "$problem"; tail -n 10 "$words" | cut -c 1-500 | quoted words; fi
names=$(for word; do printf '%s\\n' "\${word%%=*}"; done)
set -f; set -- $names; set +f
if [ "$#" -gt 0 ]; then versions "$@" | quoted package; fi
finish
`;

const list = { type: 'array', maxItems: 500, items: packageSchema } as const;

/** Undoes package.install and package.upgrade. Only undoing names it, so it touches nothing but what this run touched. */
export const packageRevert: CommandAction = {
  kind: 'command',
  name: 'package.revert',
  effect: 'change',
  risk: 'high',
  summary: { en: 'Takes packages back to the version before', fr: "Ramène des paquets à la version d'avant" },
  input: {
    type: 'object',
    additionalProperties: false,
    required: ['install', 'remove'],
    properties: { install: list, remove: list },
  },
  describe: () => ({ en: 'Takes packages back to the version before', fr: "Ramène des paquets à la version d'avant" }),
  undo: { en: 'It is itself an undoing.', fr: "C'est déjà une annulation." },
  defaultTimeoutMs: 1_800_000,
  command(input, context) {
    const install = textListInput(input, 'install');
    return scriptCommand({
      text: SCRIPT,
      args: [String(install.length), ...install, ...textListInput(input, 'remove')],
      become: 'root',
      timeoutMs: context.timeoutMs,
    });
  },
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: 'Packages', fr: 'Paquets' });
    const words = report.lines('words');
    if (report.value('problem') === 'needed') {
      const names = report.value('needing') ?? '?';
      return failed({
        en: `nothing was taken back: what was installed since needs it (${names}). Remove that first, then roll back again`,
        fr: `rien n'a été ramené en arrière : des paquets installés depuis en ont besoin (${names}). Supprimez-les d'abord, puis annulez à nouveau`,
      });
    }
    if (report.value('problem') !== undefined) {
      const line = words.findLast((word) => /^E:|error/i.test(word)) ?? words.at(-1) ?? '?';
      return failed({
        en: `the package manager gave up: ${line}`,
        fr: `le gestionnaire de paquets a abandonné : ${line}`,
      });
    }
    const now = parseVersions(report.lines('package'));
    const wrong = [
      ...textListInput(input, 'install').filter((one) => now[splitPackage(one).name] !== splitPackage(one).version),
      ...textListInput(input, 'remove').filter((name) => now[name] !== undefined),
    ];
    if (wrong.length > 0) {
      const names = wrong.slice(0, 5).join(', ');
      return failed({ en: `${names}: not as before`, fr: `${names} : pas comme avant` });
    }
    return {
      kind: 'done',
      changed: true,
      outputs: { versions: now },
      summary: { en: 'the packages are as before', fr: 'les paquets sont comme avant' },
    };
  },
};

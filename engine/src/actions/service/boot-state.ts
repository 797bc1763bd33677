import type { Localized } from '../action.js';
import { lastLine } from '../failed-result.js';
import type { Report } from '../report-lines.js';

/**
 * $1: enable, disable or show, $2: the manager's kind, $3: the unit. Debian keeps links in /etc/rc?.d, OpenRC its
 * runlevels, older Fedora chkconfig. What the tools print is kept for the reason, in case they fail.
 */
export const BOOT_SCRIPT = `verb=$1 kind=$2 unit=$3
state() {
  if [ "$kind" = systemd ]; then say word "$(systemctl is-enabled -- "$unit" 2>/dev/null | head -n 1)"
    say load "$(systemctl show -p LoadState --value -- "$unit" 2>/dev/null)"
  elif has rc-update; then
    if rc-update show 2>/dev/null | grep -q "^ *$unit |"; then say word enabled
    elif [ -e "/etc/init.d/$unit" ]; then say word disabled; else say word not-found; fi
  elif [ ! -e "/etc/init.d/$unit" ]; then say word not-found
  elif ls /etc/rc[2345].d/S[0-9][0-9]"$unit" >/dev/null 2>&1; then say word enabled
  else say word disabled; fi
}
change() {
  if [ "$kind" = systemd ]; then systemctl "$verb" -- "$unit"
  elif has rc-update; then if [ "$verb" = enable ]; then rc-update add "$unit" default; else rc-update del "$unit"; fi
  elif has update-rc.d; then if [ "$verb" = enable ]; then update-rc.d "$unit" defaults; fi && update-rc.d "$unit" "$verb"
  elif has chkconfig; then if [ "$verb" = enable ]; then chkconfig "$unit" on; else chkconfig "$unit" off; fi
  else echo 'no tool for it'; return 1; fi
}
report
if [ "$kind" = argv ]; then say problem no-boot; say word none; finish; exit 0; fi
if [ "$verb" != show ]; then
  words=$(change 2>&1 </dev/null); code=$?
  printf '%s\\n' "$words" | tail -n 5 | cut -c 1-500 | quoted words
  if [ "$code" -ne 0 ]; then say problem code; fi
fi
state
finish
`;

export interface BootState {
  /** Undefined: it is neither (static, masked, generated), or nobody can tell. */
  readonly enabled: boolean | undefined;
  /** As the manager says it. */
  readonly word: string;
}

/** The words of systemctl(1) is-enabled; `-runtime` ones end with the next boot, so they are not enabled. */
export function readBootState(report: Report): BootState {
  const word = report.value('load') === 'not-found' ? 'not-found' : (report.value('word') ?? 'unknown');
  switch (word) {
    case 'enabled':
    case 'alias':
      return { enabled: true, word };
    case 'disabled':
    case 'enabled-runtime':
    case 'linked':
    case 'linked-runtime':
    case 'indirect':
      return { enabled: false, word };
    default:
      return { enabled: undefined, word };
  }
}

export function explainBootFailure(facts: {
  readonly service: string;
  readonly verb: 'enable' | 'disable';
  readonly state: BootState;
  readonly words: readonly string[];
}): Localized {
  const { service, verb, state } = facts;
  const asked = verb === 'enable' ? { en: 'enabled', fr: 'activé' } : { en: 'disabled', fr: 'désactivé' };
  switch (state.word) {
    case 'none':
      return {
        en: `${service} has a manager of its own in the inventory, which says nothing about boot; it cannot be ${asked.en}`,
        fr: `${service} a son propre gestionnaire dans l'inventaire, qui ne dit rien du démarrage ; il ne peut pas être ${asked.fr}`,
      };
    case 'not-found':
      return {
        en: `${service} does not exist on this server. Check the name, or the service's "unit" in the inventory`,
        fr: `${service} n'existe pas sur ce serveur. Vérifiez le nom, ou « unit » dans l'inventaire`,
      };
    case 'static':
    case 'generated':
    case 'transient':
      return {
        en: `${service} cannot be ${asked.en}: it is ${state.word}, another unit starts it`,
        fr: `${service} ne peut pas être ${asked.fr} : il est « ${state.word} », une autre unité le démarre`,
      };
    case 'masked':
    case 'masked-runtime':
      return {
        en: `${service} is masked, on purpose by somebody; unmask it first`,
        fr: `${service} est masqué (« masked »), volontairement ; levez d'abord ce masque`,
      };
    default: {
      const line = lastLine(Buffer.from(facts.words.join('\n')));
      return {
        en: `${service} could not be ${asked.en}: it is ${state.word}${line === undefined ? '' : `: ${line}`}`,
        fr: `${service} n'a pas pu être ${asked.fr} : il est « ${state.word} »${line === undefined ? '' : ` : ${line}`}`,
      };
    }
  }
}

import { maskSecrets } from '../../report/mask-secrets.js';
import type { CommandAction, StepResult } from '../action.js';
import { rootWherePossible } from '../become.js';
import { unreadable } from '../failed-result.js';
import { optionalText } from '../input-fields.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

const MAX_ENTRIES = 300;

/**
 * $1: a user, or ''. System tables have a column for the user, tables of users have none; folders such as cron.daily
 * hold scripts. Lines are marked with where they come from. Timers are what systemd has in cron's place.
 */
const SCRIPT = `table() { sed -e '/^[[:blank:]]*#/d' -e '/^[[:blank:]]*$/d' "$1" 2>/dev/null | cut -c 1-500 | sed "s|^|$2 |"; }
report
if [ -z "$1" ]; then
  for file in /etc/crontab /etc/cron.d/*; do
    case $file in *.dpkg-* | *~ | */.placeholder) continue ;; esac
    if [ -f "$file" ] && [ -r "$file" ]; then table "$file" "$(printf %s "$file" | tr -d '|&\\\\ \\n')" | quoted system; fi
  done
  for kind in hourly daily weekly monthly; do
    for file in "/etc/cron.$kind"/*; do
      if [ -x "$file" ] && [ -f "$file" ]; then printf '%s %s\\n' "$kind" "$file" | quoted folder; fi
    done
  done
  for folder in /var/spool/cron/crontabs /etc/crontabs /var/spool/cron; do
    [ -d "$folder" ] || continue
    if [ ! -r "$folder" ]; then say closed yes; continue; fi
    for file in "$folder"/*; do
      name=\${file##*/}
      case $name in *[!a-z0-9_-]* | '') continue ;; esac
      if [ -f "$file" ] && [ -r "$file" ]; then table "$file" "$name" | quoted user; fi
    done
    break
  done
  if [ -d /run/systemd/system ] && has systemctl; then
    systemctl list-timers --all --no-legend --no-pager --full 2>/dev/null | quoted timer
  fi
elif has crontab; then
  if [ "$(id -un)" = "$1" ]; then crontab -l; else crontab -l -u "$1"; fi 2>/dev/null |
    sed -e '/^[[:blank:]]*#/d' -e '/^[[:blank:]]*$/d' -e "s|^|$1 |" | cut -c 1-500 | quoted user
fi
finish
`;

interface Entry {
  readonly source: string;
  readonly user: string | null;
  readonly schedule: string;
  readonly command: string;
}

export const cronList: CommandAction = {
  kind: 'command',
  name: 'cron.list',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'What a server runs by the clock: tables of cron and timers of systemd',
    fr: "Ce qu'un serveur lance à heures fixes : tables de cron et minuteurs de systemd",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      user: {
        description: 'Only the table of this user.',
        type: 'string',
        pattern: '^[a-z_][a-z0-9_-]{0,31}$',
      },
    },
  },
  describe(input) {
    const user = optionalText(input, 'user');
    return user === undefined
      ? { en: 'Lists what runs by the clock', fr: 'Liste ce qui est planifié' }
      : { en: `Lists what runs by the clock for ${user}`, fr: `Liste ce qui est planifié pour ${user}` };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command: (input, context) =>
    scriptCommand({
      text: SCRIPT,
      args: [optionalText(input, 'user') ?? ''],
      become: rootWherePossible(context),
      timeoutMs: context.timeoutMs,
    }),
  parse(result): StepResult {
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: 'Cron', fr: 'Cron' });
    const entries = readEntries(report);
    const closed = report.value('closed') === 'yes';
    const count = entries.length;
    return {
      kind: 'done',
      changed: false,
      outputs: {
        count,
        entries: entries.slice(0, MAX_ENTRIES).map((entry) => ({ ...entry })),
        truncated: count > MAX_ENTRIES,
        userTablesRead: !closed,
      },
      summary: {
        en: `${count} entries${closed ? '; the tables of users are closed to the login user' : ''}`,
        fr: `${count} entrées${closed ? " ; les tables des utilisateurs sont fermées à l'utilisateur de connexion" : ''}`,
      },
    };
  },
};

const SCHEDULE = '(@\\w+|(?:[\\d*/,A-Za-z-]+\\s+){4}[\\d*/,A-Za-z-]+)';

function readEntries(report: Report): readonly Entry[] {
  const system = new RegExp(`^(\\S+) \\s*${SCHEDULE}\\s+(\\S+)\\s+(.+)$`);
  const own = new RegExp(`^(\\S+) \\s*${SCHEDULE}\\s+(.+)$`);
  return [
    // Lines that set a variable have no five fields of time, and fall through.
    ...report.lines('system').flatMap((line): Entry[] => {
      const [, source = '', schedule = '', user, command] = system.exec(line) ?? [];
      return command === undefined || user === undefined ? [] : [entry({ source, user, schedule, command })];
    }),
    ...report.lines('folder').flatMap((line): Entry[] => {
      const [, schedule = '', command] = /^(\w+) (\/.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [entry({ source: `/etc/cron.${schedule}`, user: 'root', schedule, command })];
    }),
    ...report.lines('user').flatMap((line): Entry[] => {
      const [, user = '', schedule = '', command] = own.exec(line) ?? [];
      return command === undefined ? [] : [entry({ source: 'crontab', user, schedule, command })];
    }),
    ...report.lines('timer').flatMap((line): Entry[] => {
      const [, timer, unit] = /(\S+\.timer)\s+(\S+)\s*$/.exec(line) ?? [];
      if (timer === undefined || unit === undefined) return [];
      const next = /^\w{3} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S+/.exec(line)?.[0] ?? 'not scheduled';
      return [entry({ source: timer, user: null, schedule: next, command: unit })];
    }),
  ];
}

/** What stands in a table is state; what somebody put into it may not be. */
const entry = (read: Entry): Entry => ({
  ...read,
  schedule: read.schedule.replace(/\s+/g, ' '),
  command: maskSecrets(read.command),
});

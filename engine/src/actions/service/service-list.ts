import type { CommandAction, StepResult } from '../action.js';
import { failed, lastLine, unreadable } from '../failed-result.js';
import { optionalText } from '../input-fields.js';
import { nameMatcher, namePatternSchema } from '../name-pattern.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport, type Report } from '../report-lines.js';
import { scriptCommand } from '../script-command.js';

const MAX_SERVICES = 500;

/** systemd, OpenRC, then init scripts, whose own list goes by what each script says of itself. */
const SCRIPT = `report
if [ -d /run/systemd/system ] && has systemctl; then
  say manager systemd
  systemctl list-units --type=service --all --plain --no-legend --no-pager --full 2>&1 | quoted unit
  systemctl list-unit-files --type=service --no-legend --no-pager --full 2>/dev/null | quoted file
elif has rc-status; then say manager openrc; rc-status --all --nocolor 2>&1 </dev/null | quoted unit
elif has service; then say manager sysv; service --status-all 2>&1 </dev/null | quoted unit
else say manager none; fi
finish
`;

interface ListedService {
  readonly service: string;
  readonly state: string;
  /** Undefined where the manager does not tell. */
  readonly enabled: string | undefined;
  readonly description: string;
}

export const serviceList: CommandAction = {
  kind: 'command',
  name: 'service.list',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'The services of a server, with state and whether they start at boot',
    fr: "Les services d'un serveur, avec leur état et leur activation au démarrage",
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      pattern: namePatternSchema,
    },
  },
  describe(input) {
    const pattern = optionalText(input, 'pattern');
    return pattern === undefined
      ? { en: 'Lists the services', fr: 'Liste les services' }
      : { en: `Lists the services named ${pattern}`, fr: `Liste les services nommés ${pattern}` };
  },
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command: (_input, context) =>
    scriptCommand({ text: SCRIPT, args: [], become: 'login-user', timeoutMs: context.timeoutMs }),
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    if (report === undefined) return unreadable(result, { en: 'Services', fr: 'Services' });
    const all = readServices(report);
    if (all.length === 0) return noneAtAll(report);
    const matches = nameMatcher(optionalText(input, 'pattern'));
    const services = all.filter(({ service }) => matches(service));
    const failures = services.filter(({ state }) => state === 'failed').map(({ service }) => service);
    const running = services.filter(({ state }) => state === 'active').length;
    return {
      kind: 'done',
      changed: false,
      outputs: {
        manager: report.value('manager') ?? 'none',
        services: services.slice(0, MAX_SERVICES).map((one) => ({ ...one, enabled: one.enabled ?? null })),
        count: services.length,
        running,
        failed: failures,
        truncated: services.length > MAX_SERVICES,
      },
      summary: {
        en: `${services.length} services, ${running} running${failures.length === 0 ? '' : `, failed: ${failures.slice(0, 5).join(', ')}`}`,
        fr: `${services.length} services, ${running} en marche${failures.length === 0 ? '' : `, en échec : ${failures.slice(0, 5).join(', ')}`}`,
      },
    };
  },
};

function noneAtAll(report: Report): StepResult {
  const detail = lastLine(Buffer.from(report.lines('unit').join('\n')));
  const more = detail === undefined ? '' : `: ${detail}`;
  return failed({
    en: `this server does not tell which services it has${more}`,
    fr: `ce serveur ne dit pas quels services il a${more}`,
  });
}

function readServices(report: Report): readonly ListedService[] {
  const files = new Map(
    report.lines('file').flatMap((line): [string, string][] => {
      const [, name, word] = /^(\S+)\.service\s+([a-z-]+)/.exec(line.trim()) ?? [];
      return name === undefined || word === undefined ? [] : [[name, word]];
    }),
  );
  return report.lines('unit').flatMap((line): ListedService[] => {
    const read = parseUnit(line);
    return read === undefined ? [] : [{ ...read, enabled: files.get(read.service) }];
  });
}

/** One line of any of the three managers; a bullet in front of failed units is passed over. */
function parseUnit(line: string): Omit<ListedService, 'enabled'> | undefined {
  const systemd = /^(?:[^\w\s]\s+)?([\w@:.\\-]+)\.service\s+(\S+)\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line.trim());
  if (systemd?.[1] !== undefined) {
    const [, service, load = '', state = '', , description = ''] = systemd;
    return { service, state: load === 'not-found' ? 'not-found' : state, description };
  }
  const [, openrc, word] = /^\s*([\w.-]+)\s+\[\s*(started|stopped|crashed|starting|stopping)\b/.exec(line) ?? [];
  if (openrc !== undefined) return { service: openrc, state: RC_WORDS[word ?? ''] ?? 'unknown', description: '' };
  const [, sign, sysv] = /^\s*\[\s*([-+?])\s*\]\s+(\S+)\s*$/.exec(line) ?? [];
  if (sysv === undefined) return undefined;
  return { service: sysv, state: sign === '+' ? 'active' : sign === '-' ? 'inactive' : 'unknown', description: '' };
}

const RC_WORDS: Readonly<Record<string, string>> = {
  started: 'active',
  stopped: 'inactive',
  crashed: 'failed',
  starting: 'activating',
  stopping: 'deactivating',
};

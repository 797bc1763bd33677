import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { unreadable } from '../failed-result.js';
import { objectInput } from '../input-fields.js';
import { joinLocalized } from '../localized.js';
import { ONLY_READS } from '../only-reads.js';
import { parseReport, type Report } from '../report-lines.js';
import { sayDuration, sayMebibytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { DEFAULT_THRESHOLDS, judgeHealth, type Thresholds, type Verdict, type Vitals } from './judge-health.js';
import { parseDisks, parseInodes } from './parse-disks.js';
import { parseMemory } from './parse-memory.js';

/** CPU is what was used while the rest was read, a fifth of a second at least; the clock is judged by who keeps it. */
const SCRIPT = `cpu_times() {
  read -r _ a b c idle wait d e f _ </proc/stat && say "$1" "$((idle + wait)) $((a + b + c + idle + wait + d + e + f))"
}
bounded() { if has timeout; then timeout 3 "$@"; else "$@"; fi 2>/dev/null; }
report
cpu_times cpu_before
read -r up _ </proc/uptime && say uptime "$up"
read -r one five fifteen _ </proc/loadavg && say load1 "$one" && say load5 "$five" && say load15 "$fifteen"
say cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
quoted memory </proc/meminfo
{ df -lkP 2>/dev/null || df -kP 2>/dev/null; } | quoted df
{ df -liP 2>/dev/null || df -iP 2>/dev/null; } | quoted inodes
if [ -d /run/systemd/system ]; then
  systemctl list-units --state=failed --plain --no-legend --no-pager 2>/dev/null | quoted failed
fi
if has chronyc; then say clock_offset "$(bounded chronyc -n -c tracking | cut -d , -f 5)"; fi
if has timedatectl; then say clock_kept "$(bounded timedatectl show -p NTPSynchronized --value)"; fi
sleep 0.2 2>/dev/null || sleep 1
cpu_times cpu_after
if [ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]; then say reboot yes; fi
finish
`;

const percent = { type: 'integer', minimum: 1, maximum: 99 } as const;

export const systemHealth: CommandAction = {
  kind: 'command',
  name: 'system.health',
  effect: 'read',
  risk: 'low',
  summary: {
    en: 'Uptime, load, CPU, memory, disks, failed units, clock, pending reboot; one verdict',
    fr: 'Temps de fonctionnement, charge, processeur, mémoire, disques, unités en échec, horloge, redémarrage en attente ; un verdict',
  },
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      thresholds: {
        description: 'From where on it is a warning.',
        type: 'object',
        additionalProperties: false,
        properties: {
          diskPercent: percent,
          memoryPercent: percent,
          swapPercent: percent,
          loadPerCpu: { type: 'number', minimum: 0.1, maximum: 100 },
          clockSeconds: { type: 'number', minimum: 0.001, maximum: 3600 },
        },
      },
    },
  },
  describe: () => ({ en: 'Reads how the server is doing', fr: "Lit l'état de santé du serveur" }),
  undo: ONLY_READS,
  defaultTimeoutMs: 30_000,
  command: (_input, context) =>
    scriptCommand({ text: SCRIPT, args: [], become: 'login-user', timeoutMs: context.timeoutMs }),
  parse(result, input): StepResult {
    const report = parseReport(result.stdout);
    const vitals = report === undefined ? undefined : readVitals(report);
    if (report === undefined || vitals === undefined) {
      return unreadable(result, { en: 'Health', fr: 'État de santé' });
    }
    const { verdict, reasons } = judgeHealth(vitals, thresholds(objectInput(input, 'thresholds')));
    const uptimeSeconds = Math.round(report.number('uptime') ?? 0);
    return {
      kind: 'done',
      changed: false,
      outputs: {
        verdict,
        reasons: reasons.map((reason) => ({ ...reason })),
        uptimeSeconds,
        load1: report.number('load1') ?? 0,
        load5: vitals.load5,
        load15: report.number('load15') ?? 0,
        cpus: vitals.cpus,
        cpuPercent: cpuPercent(report) ?? null,
        clockSynchronized: clockKept(report) ?? null,
        clockOffsetSeconds: vitals.clockOffsetSeconds ?? null,
        memory: { ...vitals.memory },
        disks: vitals.disks.map((disk) => ({ ...disk })),
        failedUnits: [...vitals.failedUnits],
        pendingReboot: vitals.pendingReboot,
      },
      summary: sayHealth(verdict, reasons, vitals, uptimeSeconds),
    };
  },
};

/** Undefined when memory, load or disks are missing: half a look is not a verdict. */
function readVitals(report: Report): Vitals | undefined {
  const memory = parseMemory(report.lines('memory'));
  const load5 = report.number('load5');
  const inodes = parseInodes(report.lines('inodes'));
  const disks = parseDisks(report.lines('df')).map((disk) => {
    const inodesPercent = inodes.get(disk.mount);
    return inodesPercent === undefined ? disk : { ...disk, inodesPercent };
  });
  if (memory === undefined || load5 === undefined || disks.length === 0) return undefined;
  return {
    load5,
    cpus: Math.max(1, report.number('cpus') ?? 1),
    memory,
    disks,
    // Some versions mark failed units with a bullet in front of the name.
    failedUnits: report.lines('failed').flatMap((line) => /[\w@:.\\-]+\.[a-z]+/.exec(line)?.[0] ?? []),
    pendingReboot: report.value('reboot') === 'yes',
    clockOffsetSeconds: report.number('clock_offset'),
  };
}

/** Of all CPUs together; undefined when the kernel's counters cannot be read. */
function cpuPercent(report: Report): number | undefined {
  const times = (name: string) => report.value(name)?.split(' ').map(Number) ?? [];
  const [idleBefore = Number.NaN, totalBefore = Number.NaN] = times('cpu_before');
  const [idleAfter = Number.NaN, totalAfter = Number.NaN] = times('cpu_after');
  const total = totalAfter - totalBefore;
  if (!(total > 0)) return undefined;
  return Math.min(100, Math.max(0, Math.round((1 - (idleAfter - idleBefore) / total) * 100)));
}

/** Undefined where nobody says. */
function clockKept(report: Report): boolean | undefined {
  const word = report.value('clock_kept');
  return word === 'yes' ? true : word === 'no' ? false : undefined;
}

function thresholds(given: Outputs): Thresholds {
  const bound = (name: keyof Thresholds) => {
    const value = given[name];
    return typeof value === 'number' ? value : DEFAULT_THRESHOLDS[name];
  };
  return {
    diskPercent: bound('diskPercent'),
    memoryPercent: bound('memoryPercent'),
    swapPercent: bound('swapPercent'),
    loadPerCpu: bound('loadPerCpu'),
    clockSeconds: bound('clockSeconds'),
  };
}

const VERDICTS: Readonly<Record<Verdict, Localized>> = {
  ok: { en: 'healthy', fr: 'en bonne santé' },
  warning: { en: 'warning', fr: 'à surveiller' },
  critical: { en: 'critical', fr: 'critique' },
};

function sayHealth(verdict: Verdict, reasons: readonly Localized[], vitals: Vitals, uptimeSeconds: number): Localized {
  const word = VERDICTS[verdict];
  const available = sayMebibytes(vitals.memory.availableMiB);
  const up = sayDuration(uptimeSeconds);
  const fullest = Math.max(...vitals.disks.map((disk) => disk.usedPercent));
  const figures = {
    en: `load ${vitals.load5.toFixed(2)} on ${vitals.cpus} CPU, ${available.en} memory free, fullest disk ${fullest}%, up ${up.en}`,
    fr: `charge ${vitals.load5.toFixed(2).replace('.', ',')} pour ${vitals.cpus} CPU, ${available.fr} de mémoire libre, disque le plus plein ${fullest} %, en marche depuis ${up.fr}`,
  };
  if (reasons.length === 0) return { en: `${word.en}: ${figures.en}`, fr: `${word.fr} : ${figures.fr}` };
  const why = joinLocalized(reasons, { en: '; ', fr: ' ; ' });
  return { en: `${word.en}: ${why.en} (${figures.en})`, fr: `${word.fr} : ${why.fr} (${figures.fr})` };
}

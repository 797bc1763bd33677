import type { CommandAction, Localized, Outputs, StepResult } from '../action.js';
import { unreadable } from '../failed-result.js';
import { objectInput } from '../input-fields.js';
import { joinLocalized } from '../localized.js';
import { parseReport, type Report } from '../report-lines.js';
import { sayDuration, sayMebibytes } from '../say-figures.js';
import { scriptCommand } from '../script-command.js';
import { DEFAULT_THRESHOLDS, judgeHealth, type Thresholds, type Verdict, type Vitals } from './judge-health.js';
import { parseDisks, parseInodes } from './parse-disks.js';
import { parseMemory } from './parse-memory.js';

const SCRIPT = `report
read -r up _ </proc/uptime && say uptime "$up"
read -r one five fifteen _ </proc/loadavg && say load1 "$one" && say load5 "$five" && say load15 "$fifteen"
say cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
quoted memory </proc/meminfo
{ df -lkP 2>/dev/null || df -kP 2>/dev/null; } | quoted df
{ df -liP 2>/dev/null || df -iP 2>/dev/null; } | quoted inodes
if [ -d /run/systemd/system ]; then
  systemctl list-units --state=failed --plain --no-legend --no-pager 2>/dev/null | quoted failed
fi
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
    en: 'Uptime, load, memory, disks, failed units, pending reboot; one verdict',
    fr: 'Temps de fonctionnement, charge, mémoire, disques, unités en échec, redémarrage en attente ; un verdict',
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
        },
      },
    },
  },
  describe: () => ({ en: 'Reads how the server is doing', fr: "Lit l'état de santé du serveur" }),
  undo: { en: 'Nothing to undo: it only reads.', fr: "Rien à annuler : c'est une lecture." },
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
  };
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

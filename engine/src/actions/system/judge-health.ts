import type { Localized } from '../action.js';
import type { Memory } from './parse-memory.js';

export type Verdict = 'ok' | 'warning' | 'critical';

/** From here on it is a warning; the critical bound lies above it. */
export interface Thresholds {
  readonly diskPercent: number;
  readonly memoryPercent: number;
  readonly swapPercent: number;
  readonly loadPerCpu: number;
  readonly clockSeconds: number;
}
export const DEFAULT_THRESHOLDS: Thresholds = {
  diskPercent: 85,
  memoryPercent: 90,
  swapPercent: 60,
  loadPerCpu: 2,
  clockSeconds: 1,
};

export interface Vitals {
  readonly load5: number;
  readonly cpus: number;
  readonly memory: Memory;
  readonly disks: readonly { readonly mount: string; readonly usedPercent: number; readonly inodesPercent?: number }[];
  readonly failedUnits: readonly string[];
  readonly pendingReboot: boolean;
  /** Undefined where no time keeper tells. */
  readonly clockOffsetSeconds?: number | undefined;
}

interface Sign {
  readonly level: Exclude<Verdict, 'ok'>;
  readonly reason: Localized;
}

/** One verdict with its reasons, the worst first. */
export function judgeHealth(
  vitals: Vitals,
  thresholds: Thresholds,
): { readonly verdict: Verdict; readonly reasons: readonly Localized[] } {
  const signs = [
    ...diskSigns(vitals, thresholds),
    ...memorySigns(vitals.memory, thresholds),
    ...loadSigns(vitals, thresholds),
    ...unitSigns(vitals),
    ...clockSigns(vitals, thresholds),
  ];
  const critical = signs.filter((sign) => sign.level === 'critical');
  const warnings = signs.filter((sign) => sign.level === 'warning');
  const verdict = critical.length > 0 ? 'critical' : warnings.length > 0 ? 'warning' : 'ok';
  return { verdict, reasons: [...critical, ...warnings].map((sign) => sign.reason) };
}

/** Two thirds of the way from the warning bound to full: 85 → 95, 90 → 97. */
const criticalPercent = (warning: number): number => Math.round(warning + ((100 - warning) * 2) / 3);
const level = (percent: number, warning: number) => (percent >= criticalPercent(warning) ? 'critical' : 'warning');

function diskSigns({ disks }: Vitals, { diskPercent }: Thresholds): Sign[] {
  return disks.flatMap(({ mount, usedPercent, inodesPercent = 0 }): Sign[] => [
    ...(usedPercent < diskPercent
      ? []
      : [
          {
            level: level(usedPercent, diskPercent),
            reason: {
              en: `disk ${mount} is ${usedPercent}% full`,
              fr: `le disque ${mount} est plein à ${usedPercent} %`,
            },
          } as const,
        ]),
    ...(inodesPercent < diskPercent
      ? []
      : [
          {
            level: level(inodesPercent, diskPercent),
            reason: {
              en: `disk ${mount} has used ${inodesPercent}% of its inodes`,
              fr: `le disque ${mount} a consommé ${inodesPercent} % de ses inodes`,
            },
          } as const,
        ]),
  ]);
}

function memorySigns(memory: Memory, { memoryPercent, swapPercent }: Thresholds): Sign[] {
  const used = percentOf(memory.totalMiB - memory.availableMiB, memory.totalMiB);
  const swap = percentOf(memory.swapUsedMiB, memory.swapTotalMiB);
  const signs: Sign[] = [];
  if (used >= memoryPercent) {
    signs.push({
      level: level(used, memoryPercent),
      reason: { en: `memory is ${used}% used`, fr: `la mémoire est occupée à ${used} %` },
    });
  }
  if (swap >= swapPercent) {
    signs.push({ level: 'warning', reason: { en: `swap is ${swap}% used`, fr: `le swap est occupé à ${swap} %` } });
  }
  return signs;
}

function loadSigns({ load5, cpus }: Vitals, { loadPerCpu }: Thresholds): Sign[] {
  if (load5 < loadPerCpu * cpus) return [];
  const figures = {
    en: `${load5.toFixed(1)} on ${cpus} CPU`,
    fr: `${load5.toFixed(1).replace('.', ',')} pour ${cpus} CPU`,
  };
  return [
    {
      level: load5 >= 2 * loadPerCpu * cpus ? 'critical' : 'warning',
      reason: { en: `the load is high: ${figures.en}`, fr: `la charge est élevée : ${figures.fr}` },
    },
  ];
}

function unitSigns({ failedUnits, pendingReboot }: Vitals): Sign[] {
  const signs: Sign[] = [];
  if (failedUnits.length > 0) {
    const names = failedUnits.slice(0, 5).join(', ') + (failedUnits.length > 5 ? '…' : '');
    signs.push({ level: 'warning', reason: { en: `failed units: ${names}`, fr: `unités en échec : ${names}` } });
  }
  if (pendingReboot) {
    signs.push({ level: 'warning', reason: { en: 'a reboot is pending', fr: 'un redémarrage est en attente' } });
  }
  return signs;
}

function clockSigns({ clockOffsetSeconds }: Vitals, { clockSeconds }: Thresholds): Sign[] {
  if (clockOffsetSeconds === undefined || Math.abs(clockOffsetSeconds) < clockSeconds) return [];
  const seconds = Math.abs(clockOffsetSeconds).toFixed(1);
  return [
    {
      level: 'warning',
      reason: {
        en: `the clock is ${seconds} s off`,
        fr: `l'horloge est décalée de ${seconds.replace('.', ',')} s`,
      },
    },
  ];
}

function percentOf(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.round((part / whole) * 100);
}

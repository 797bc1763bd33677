import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, judgeHealth, type Vitals } from './judge-health.js';

const well: Vitals = {
  load5: 0.4,
  cpus: 2,
  memory: { totalMiB: 4000, availableMiB: 3000, swapTotalMiB: 0, swapUsedMiB: 0 },
  disks: [{ mount: '/', usedPercent: 40, inodesPercent: 3 }],
  failedUnits: [],
  pendingReboot: false,
};
const disk = (usedPercent: number, inodesPercent = 0) => ({ disks: [{ mount: '/var', usedPercent, inodesPercent }] });
const memory = (availableMiB: number) => ({ memory: { ...well.memory, availableMiB } });

describe('judgeHealth', () => {
  it.each<[string, Partial<Vitals>, string, string[]]>([
    ['all well', {}, 'ok', []],
    ['a disk just below the bound', disk(84), 'ok', []],
    ['a disk at the bound', disk(85), 'warning', ['disk /var is 85% full']],
    ['a disk almost full', disk(95), 'critical', ['disk /var is 95% full']],
    ['no inodes left on a disk with room', disk(10, 100), 'critical', ['disk /var has used 100% of its inodes']],
    ['memory just below the bound', memory(440), 'ok', []],
    ['memory at the bound', memory(400), 'warning', ['memory is 90% used']],
    ['memory gone', memory(40), 'critical', ['memory is 99% used']],
    ['no swap at all', { memory: { ...well.memory, swapUsedMiB: 0 } }, 'ok', []],
    ['load at the bound', { load5: 4 }, 'warning', ['the load is high: 4.0 on 2 CPU']],
    ['twice that load', { load5: 8 }, 'critical', ['the load is high: 8.0 on 2 CPU']],
    ['a failed unit', { failedUnits: ['x.service'] }, 'warning', ['failed units: x.service']],
    ['a pending reboot', { pendingReboot: true }, 'warning', ['a reboot is pending']],
    ['a clock just in time', { clockOffsetSeconds: -0.9 }, 'ok', []],
    ['a clock that is off', { clockOffsetSeconds: -1.25 }, 'warning', ['the clock is 1.3 s off']],
    [
      'the worst first',
      { failedUnits: ['x.service'], ...disk(99) },
      'critical',
      ['disk /var is 99% full', 'failed units: x.service'],
    ],
  ])('%s', (_case, change, verdict, reasons) => {
    const judged = judgeHealth({ ...well, ...change }, DEFAULT_THRESHOLDS);
    expect(judged.verdict).toBe(verdict);
    expect(judged.reasons.map((reason) => reason.en)).toEqual(reasons);
  });

  it('takes the bounds given', () => {
    expect(judgeHealth({ ...well, ...disk(84) }, { ...DEFAULT_THRESHOLDS, diskPercent: 80 }).verdict).toBe('warning');
  });
});

import type { Sign } from '@chatops-commander/schemas';
import { describe, expect, it } from 'vitest';
import { showsAll } from './judge-signs.js';
import type { Finding } from '../planner.js';

const finding: Finding = {
  step: 'health',
  uses: 'system.health',
  server: 'web-01',
  ok: false,
  outputs: {
    verdict: 'warning',
    failedUnits: [],
    memory: { availableMiB: 80 },
    disks: [{ usedPercent: 41 }, { usedPercent: 98 }],
    log: ['up', 'bind(): Address already in use'],
    since: null,
  },
  summary: { en: 'load is high', fr: 'charge élevée' },
};

describe('signs of a finding', () => {
  it.each<[string, Sign[], boolean]>([
    ['a value', [{ output: 'verdict', oneOf: ['critical', 'warning'] }], true],
    ['another value', [{ output: 'verdict', oneOf: ['critical'] }], false],
    ['a number inside', [{ output: 'memory.availableMiB', atMost: 100 }], true],
    ['a number between', [{ output: 'memory.availableMiB', atLeast: 81, atMost: 100 }], false],
    ['some element of a list', [{ output: 'disks.usedPercent', atLeast: 97 }], true],
    ['no element of a list', [{ output: 'disks.usedPercent', atLeast: 99 }], false],
    ['a line, in either case', [{ output: 'log', contains: ['address already in use'] }], true],
    ['an empty list', [{ output: 'failedUnits', notEmpty: true }], false],
    ['nothing there', [{ output: 'since', absent: true }], true],
    ['something there', [{ output: 'verdict', absent: true }], false],
    ['the look failed', [{ failed: true }], true],
    ['all of them', [{ failed: true }, { output: 'verdict', absent: true }], false],
    ['the summary', [{ output: 'summary', contains: ['charge'] }], true],
    ['a name that every object has', [{ output: 'constructor.name', notEmpty: true }], false],
    ['a text is no number', [{ output: 'verdict', atLeast: 0 }], false],
  ])('%s', (_name, signs, expected) => {
    expect(showsAll(finding, signs)).toBe(expected);
  });
});

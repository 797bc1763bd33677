import { describe, expect, it } from 'vitest';
import { parseReport } from '../report-lines.js';
import { readState, sayState } from './service-state.js';

function state(...lines: string[]) {
  const report = parseReport(Buffer.from(['chatops-report 1', ...lines, 'chatops-report end'].join('\n')));
  if (report === undefined) throw new Error('no report');
  return readState(report, 'now');
}
const systemd = (...fields: string[]) => state(...fields.map((field) => `now_show|${field}`), 'now_clock=1795241700');

describe('the state of a systemd unit', () => {
  it('reads what systemctl shows', () => {
    const read = systemd(
      'LoadState=loaded',
      'ActiveState=active',
      'MainPID=812',
      'MemoryCurrent=52428800',
      'ActiveEnterTimestamp=Sat 2026-11-21 06:14:46 UTC',
      'InactiveEnterTimestamp=',
    );
    expect(read).toMatchObject({ state: 'active', since: '2026-11-21T06:14:46Z', pid: 812, memoryMiB: 50 });
    expect(sayState(read)).toEqual({ en: 'active for 14 s', fr: 'actif depuis 14 s' });
  });

  it('counts a stopped unit from when it went down', () => {
    const read = systemd(
      'LoadState=loaded',
      'ActiveState=failed',
      'MainPID=0',
      'MemoryCurrent=[not set]',
      'ActiveEnterTimestamp=Sat 2026-11-21 05:00:00 UTC',
      'InactiveEnterTimestamp=Sat 2026-11-21 06:12:00 UTC',
    );
    expect(read).toMatchObject({ state: 'failed', sinceSeconds: 180, pid: undefined, memoryMiB: undefined });
    expect(sayState(read).fr).toBe('en échec depuis 3 min');
  });

  it.each([
    ['a unit that does not exist', ['LoadState=not-found', 'ActiveState=inactive'], 'not-found'],
    ['a reload', ['LoadState=loaded', 'ActiveState=reloading'], 'active'],
    ['memory that is not accounted', ['ActiveState=active', 'MemoryCurrent=18446744073709551615'], 'active'],
    ['a word of a later version', ['ActiveState=frozen'], 'unknown'],
    ['no systemd', ['System has not been booted with systemd as init system'], 'unknown'],
  ])('knows %s', (_case, lines, expected) => {
    expect(systemd(...lines)).toMatchObject({ state: expected, memoryMiB: undefined });
  });

  it('keeps the error message where there are no properties', () => {
    expect(systemd('Failed to connect to bus').words).toEqual(['Failed to connect to bus']);
  });
});

describe('the state of a service that answers by exit code', () => {
  it.each([
    ['0', '', 'active'],
    ['3', 'is not running', 'inactive'],
    ['1', 'dead but pid file exists', 'inactive'],
    ['1', 'shop: unrecognized service', 'not-found'],
    ['4', '', 'unknown'],
    ['127', 'service: not found', 'unknown'],
    ['', '', 'unknown'],
  ])('exit %s, "%s"', (exit, words, expected) => {
    expect(state(`now_exit=${exit}`, `now_words|${words}`).state).toBe(expected);
  });

  it.each([
    ['UTC', 'up since 2026-11-21T06:12:00Z', '2026-11-21T06:12:00Z'],
    ['fractions and an offset', 'active since 2026-11-21 07:12:00.123+0100', '2026-11-21T07:12:00+01:00'],
    ['no zone: not believed', 'since 2026-11-21 07:12:00', undefined],
    ['no time', 'it runs', undefined],
  ])('since with %s', (_case, words, since) => {
    const read = state('now_exit=0', `now_words|${words}`, 'now_clock=1795241700');
    expect(read.since).toBe(since);
    expect(read.sinceSeconds).toBe(since === undefined ? undefined : 180);
  });
});

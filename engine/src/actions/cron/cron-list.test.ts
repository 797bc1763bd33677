import { describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { CommandResult } from '../../ssh/remote-execution.js';
import { sampleContext } from '../action-context.fixture.js';
import { cronList } from './cron-list.js';

const report = (...lines: string[]): CommandResult => ({
  exit: { kind: 'code', code: 0 },
  stdout: Buffer.from(['chatops-report 1', ...lines, 'chatops-report end', ''].join('\n')),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});
const parse = (...lines: string[]) => cronList.parse(report(...lines), {}, sampleContext());

describe('cron.list', () => {
  it.each<[string, string, object]>([
    [
      'a system table, with its user',
      'system|/etc/crontab 17 *\t* * *\troot\tcd / && run-parts /etc/cron.hourly',
      { source: '/etc/crontab', user: 'root', schedule: '17 * * * *', command: 'cd / && run-parts /etc/cron.hourly' },
    ],
    [
      "a user's own",
      'user|deploy */5 8-18 * jan-jun mon,fri /opt/shop/sync --all',
      { source: 'crontab', user: 'deploy', schedule: '*/5 8-18 * jan-jun mon,fri', command: '/opt/shop/sync --all' },
    ],
    ['a name for a time', 'user|deploy @reboot /opt/x', { schedule: '@reboot', command: '/opt/x' }],
    ['a folder', 'folder|daily /etc/cron.daily/logrotate', { source: '/etc/cron.daily', schedule: 'daily' }],
    [
      'a timer',
      'timer|Sun 2026-11-22 00:00:00 UTC 14h left Sat 2026-11-21 00:00:01 UTC 9h ago logrotate.timer logrotate.service',
      { source: 'logrotate.timer', schedule: 'Sun 2026-11-22 00:00:00 UTC', command: 'logrotate.service' },
    ],
    ['a timer that waits for nothing', 'timer|- - - - x.timer x.service', { schedule: 'not scheduled' }],
  ])('reads %s', (_case, line, entry) => {
    expect(parse(line)).toMatchObject({ kind: 'done', outputs: { count: 1, entries: [entry] } });
  });

  it.each([
    'system|/etc/crontab SHELL=/bin/sh',
    'user|deploy MAILTO="ops@example.com"',
    'user|deploy garbage',
    'timer|0 timers listed.',
  ])('passes over %j', (line) => {
    expect(parse(line)).toMatchObject({ outputs: { count: 0 } });
  });

  it('masks what looks like a secret', () => {
    expect(JSON.stringify(parse('user|deploy @daily curl --token abc123456 x'))).not.toContain('abc123456');
  });

  it('says when the tables of users could not be read', () => {
    expect(parse('closed=yes')).toMatchObject({ outputs: { userTablesRead: false } });
  });

  it('reads this machine, and one user on it', async () => {
    for (const input of [{}, { user: 'nobody' }]) {
      const result = await runLocally(cronList.command(input, sampleContext()), { PATH: '/usr/bin:/bin' });
      expect(cronList.parse(result, input, sampleContext()).kind).toBe('done');
    }
  });
});

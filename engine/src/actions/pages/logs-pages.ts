import type { ActionPage } from './action-page.js';

export const logsPages: Readonly<Record<string, ActionPage>> = {
  'cron.list': {
    example: {},
    said: '5 entries',
    gave: {
      count: 5,
      entries: [
        {
          source: '/etc/crontab',
          user: 'root',
          schedule: '17 * * * *',
          command: 'cd / && run-parts --report /etc/cron.hourly',
        },
        {
          source: '/etc/crontab',
          user: 'root',
          schedule: '25 6 * * *',
          command: 'test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }',
        },
      ],
      truncated: false,
      userTablesRead: true,
    },
    outputs: {
      count: 'entries',
      entries: 'each with `source`, `user`, `schedule`, `command`',
      truncated: 'whether there are more',
      userTablesRead: 'false where users’ tables are closed to the login user',
    },
  },
  'logs.prune': {
    example: { path: '/srv/logs', olderThan: '30d' },
    said: '/srv/logs: 2 files removed, 8 B free again',
    gave: { path: '/srv/logs', removed: 2, kept: 0, bytes: 8 },
    outputs: { path: 'of the folder', removed: 'files', kept: 'files that changed meanwhile', bytes: 'freed' },
  },
  'logs.search': {
    example: { file: '/var/log/nginx/access.log', text: '404' },
    said: '/var/log/nginx/access.log: 1 lines with "404"',
    gave: {
      count: 1,
      lines: ['127.0.0.1 - - [30/Nov/2026:07:49:12 +0000] "GET /missing HTTP/1.1" 404 153 "-" "curl/7.88.1"'],
      truncated: false,
    },
    outputs: {
      count: 'lines that hold the text',
      lines: 'the last of them',
      truncated: 'whether there are more than `lines`',
    },
  },
  'logs.tail': {
    example: { file: '/var/log/nginx/access.log', lines: 2 },
    said: '/var/log/nginx/access.log: last 2 lines',
    gave: {
      lines: [
        '127.0.0.1 - - [30/Nov/2026:07:49:12 +0000] "GET /health HTTP/1.1" 200 3 "-" "curl/7.88.1"',
        '127.0.0.1 - - [30/Nov/2026:07:49:12 +0000] "GET /missing HTTP/1.1" 404 153 "-" "curl/7.88.1"',
      ],
      count: 2,
      truncated: false,
    },
    outputs: { lines: 'the last ones', count: 'how many', truncated: 'whether a limit cut them' },
  },
};

import type { ActionPage } from './action-page.js';

export const databasePages: Readonly<Record<string, ActionPage>> = {
  'database.query': {
    example: { database: 'app', sql: 'select id, name from items order by id', limit: 2 },
    said: 'app: 2 rows, and there are more',
    gave: {
      columns: ['id', 'name'],
      rows: [
        ['1', 'item 1'],
        ['2', 'item 2'],
      ],
      count: 2,
      more: true,
    },
    outputs: {
      columns: 'names',
      rows: 'lists of texts, null for NULL',
      count: 'how many rows',
      more: 'whether there are more than `limit`',
    },
  },
  'database.status': {
    example: { service: 'database' },
    said: 'database: 22 MiB, 1/100 connections, longest query 0 s',
    gave: {
      bytes: 23084241,
      active: 0,
      version: '15.20 (Debian 15.20-0+deb12u1)',
      waiting: 0,
      recovery: false,
      replicas: [],
      databases: [
        { name: 'postgres', bytes: 7708007 },
        { name: 'app', bytes: 7668227 },
      ],
      lagSeconds: null,
      connections: 1,
      maxConnections: 100,
      startedSeconds: 7,
      longestQuerySeconds: 0,
      idleInTransactionSeconds: 0,
    },
    outputs: {
      bytes: 'of all databases',
      active: 'connections at work',
      version: 'of the server',
      waiting: 'connections that wait for a lock',
      recovery: 'whether it is a replica',
      replicas: 'each with its lag',
      databases: 'the largest, with bytes',
      lagSeconds: 'behind its primary; null on a primary',
      connections: 'open ones',
      maxConnections: 'allowed ones',
      startedSeconds: 'since its start',
      longestQuerySeconds: 'that runs now',
      idleInTransactionSeconds: 'the longest transaction that does nothing',
    },
  },
};

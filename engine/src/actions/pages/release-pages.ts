import type { ActionPage } from './action-page.js';

export const releasePages: Readonly<Record<string, ActionPage>> = {
  'release.deploy': {
    example: {
      name: 'shop',
      version: '2.5.0',
      artifact: {
        url: 'https://artifacts.example.com/shop-2.5.0.tar.gz',
        sha256: '1a6735df24fbe429447b2e6ab0c836c03264c1e3a8ef512941d033f8dd5f2c12',
      },
      service: 'shop',
    },
    said: 'shop 2.5.0 is current',
    gave: { version: '2.5.0', before: null, fetched: true, bytes: 162, pruned: [] },
    outputs: {
      version: 'that is current',
      before: 'the one before; null for the first',
      fetched: 'false where it was there already',
      bytes: 'of the artifact',
      pruned: 'old releases that went',
    },
  },
  'release.rollback': {
    example: { name: 'shop', version: '2.4.0' },
    said: 'shop: 2.4.0 is current again',
    gave: { version: '2.4.0', before: '2.5.0' },
    outputs: { version: 'that is current', before: 'the one before' },
  },
  'script.run': {
    example: {
      file: 'scripts/rotate-keys.sh',
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    said: 'scripts/rotate-keys.sh: done in 240 ms',
    gave: { exit: 0, stdout: '2 keys rotated\n', stderr: '' },
    outputs: {
      exit: 'exit code; null after a signal',
      stdout: 'its last 4000 characters',
      stderr: 'its last 4000 characters',
    },
  },
  'shell.run': {
    example: { argv: ['/usr/bin/uptime'] },
    said: '/usr/bin/uptime: done in 10 ms',
    gave: { exit: 0, stdout: ' 07:49:29 up 0 min,  0 user,  load average: 22.39, 25.10, 23.70\n', stderr: '' },
    outputs: {
      exit: 'exit code; null after a signal',
      stdout: 'its last 4000 characters',
      stderr: 'its last 4000 characters',
    },
  },
};

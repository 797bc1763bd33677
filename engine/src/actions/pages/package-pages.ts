import type { ActionPage } from './action-page.js';

export const packagePages: Readonly<Record<string, ActionPage>> = {
  'package.install': {
    example: { packages: ['chatops-shop=1.0'] },
    said: 'chatops-lib 1.0 (new), chatops-shop 1.0 (new)',
    gave: {
      changes: [
        { name: 'chatops-lib', from: null, to: '1.0' },
        { name: 'chatops-shop', from: null, to: '1.0' },
      ],
      versions: { 'chatops-lib': '1.0', 'chatops-shop': '1.0' },
      pendingReboot: false,
    },
    outputs: {
      changes: 'packages with the version before, null for new ones, and after',
      versions: 'versions after',
      pendingReboot: 'whether the server asks for a reboot',
    },
  },
  'package.list': {
    example: { pattern: 'nginx*' },
    said: '3 packages are installed',
    gave: {
      manager: 'apt-get',
      count: 3,
      packages: [
        { name: 'nginx', version: '1.22.1-9+deb12u11' },
        { name: 'nginx-common', version: '1.22.1-9+deb12u11' },
      ],
      truncated: false,
    },
    outputs: {
      manager: '`apt-get`, `dnf` or `apk`',
      count: 'how many fit',
      packages: 'each with `name`, `version`',
      truncated: 'whether there are more',
    },
  },
  'package.upgradable': {
    example: {},
    said: '1 package can be upgraded; the lists are 6 s old',
    gave: {
      manager: 'apt-get',
      count: 1,
      security: 0,
      packages: [{ name: 'chatops-shop', from: '1.0', to: '2.0', security: false }],
      indexAgeSeconds: 6,
      pendingReboot: false,
    },
    outputs: {
      manager: '`apt-get`, `dnf` or `apk`',
      count: 'how many',
      security: 'how many of them are security updates',
      packages: 'each with `name`, `from`, `to`, `security`',
      indexAgeSeconds: 'since the lists were fetched; null where that cannot be told',
      pendingReboot: 'whether the server asks for a reboot',
    },
  },
  'package.upgrade': {
    example: { packages: ['chatops-shop'] },
    said: 'chatops-shop 1.0 → 2.0',
    gave: {
      changes: [{ name: 'chatops-shop', from: '1.0', to: '2.0' }],
      versions: { 'chatops-shop': '2.0' },
      pendingReboot: false,
    },
    outputs: {
      changes: 'packages with the version before, null for new ones, and after',
      versions: 'versions after',
      pendingReboot: 'whether the server asks for a reboot',
    },
  },
};

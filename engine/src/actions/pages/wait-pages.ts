import type { ActionPage } from './action-page.js';

export const waitPages: Readonly<Record<string, ActionPage>> = {
  'gate.approve': {
    example: { message: 'Does the first half look well?', within: '30m' },
    said: 'bruno approved',
    gave: { by: 'bruno' },
    outputs: { by: 'who said yes' },
  },
  'wait.for': {
    example: { duration: '30s' },
    said: '30 s passed',
    gave: {},
    outputs: {},
  },
  'wait.until': {
    example: { within: '10m', every: '5s', condition: 'outputs.running' },
    said: 'outputs.running holds',
    gave: {},
    outputs: {},
  },
};

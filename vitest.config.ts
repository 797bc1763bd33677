import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.js';

/** Start databases, SSH servers or whole stacks: a process each, so that what one leaves in its process reaches no other. */
const PLAY = [
  'engine/src/{ssh,execution,records}/**/*.test.ts',
  'devstack/src/**/*.test.ts',
  'scripts/**/*.test.ts',
  'test/**/*.test.ts',
];
/** Only decide: they share the modules that they import. */
const DECIDE = ['{schemas,engine,workflows,github-app,cli}/src/**/*.test.ts', 'engine/evaluation/src/**/*.test.ts'];

export default defineConfig({
  test: {
    // Processes, since native SSH and Temporal modules do not share one; two, since the machines that count have two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Limits against hanging, never a measure: the real parts start in seconds, on a busy machine in many.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      // A process for each file would spend three times as much on imports as on the tests.
      { extends: true, test: { name: 'decide', include: DECIDE, exclude: PLAY, isolate: false } },
      { extends: true, test: { name: 'play', include: PLAY } },
    ],
  },
});

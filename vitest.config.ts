import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{schemas,engine,workflows,github-app,devstack,cli}/src/**/*.test.ts',
      'engine/evaluation/src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    // Processes, since native SSH and Temporal modules do not share one; two, since the machines that count have two cores.
    pool: 'forks',
    maxWorkers: 2,
    // Limits against hanging, never a measure: the real parts start in seconds, on a busy machine in many.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});

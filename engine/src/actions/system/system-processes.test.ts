import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import type { Outputs } from '../action.js';
import { sampleContext } from '../action-context.fixture.js';
import { systemProcesses } from './system-processes.js';

const context = sampleContext();
const run = async (input: Outputs) =>
  systemProcesses.parse(
    await runLocally(systemProcesses.command(input, context), { PATH: '/usr/bin:/bin', LC_ALL: 'fr_FR.UTF-8' }),
    input,
    context,
  );
const report = (...lines: string[]) => ({
  exit: { kind: 'code', code: 0 } as const,
  stdout: Buffer.from(['chatops-report 1', ...lines, 'chatops-report end', ''].join('\n')),
  stderr: Buffer.alloc(0),
  truncated: false,
  durationMs: 1,
});

describe('system.processes', () => {
  it('finds what is busy now, whatever it calls itself', async () => {
    const busy = spawn('/bin/sh', ['-c', 'while :; do :; done', 'a) 1 (b\nc']);
    try {
      const result = await run({ top: 50 });
      if (result.kind !== 'done') throw new Error(result.reason.en);
      expect(result.outputs.processes).toContainEqual(
        expect.objectContaining({ pid: busy.pid, command: expect.stringMatching(/a\) 1 \(b c$/) }),
      );
    } finally {
      busy.kill('SIGKILL');
    }
  });

  it('lists by memory, most first', async () => {
    const result = await run({ by: 'memory', top: 5 });
    if (result.kind !== 'done') throw new Error(result.reason.en);
    const found = JSON.stringify(result.outputs.processes).matchAll(/"memoryMiB":(\d+)/g);
    const sizes = [...found].map(([, size]) => Number(size));
    expect(sizes).toHaveLength(5);
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
  });

  it('counts CPU over the time looked at, and masks what looks like a secret', () => {
    const result = systemProcesses.parse(
      report(
        'hz=100',
        'page=4096',
        't0=1000.00',
        't1=1000.50',
        'memory|MemTotal:        1024000 kB',
        'process|812 40 25600 90000 www-data /usr/bin/shop --token abcdef123 -v',
        'process|garbage',
      ),
      {},
      context,
    );
    expect(result).toMatchObject({
      kind: 'done',
      outputs: {
        processes: [{ pid: 812, user: 'www-data', cpuPercent: 80, memoryMiB: 100, memoryPercent: 10, seconds: 101 }],
      },
      summary: { en: 'Most CPU: shop (pid 812) 80%', fr: 'Processeur : shop (pid 812) 80 %' },
    });
    expect(JSON.stringify(result)).not.toContain('abcdef123');
  });

  it.each([
    ['nothing', ''],
    ['a report without processes', 'chatops-report 1\nhz=100\nchatops-report end\n'],
  ])('fails on %s', (_case, stdout) => {
    expect(systemProcesses.parse({ ...report(), stdout: Buffer.from(stdout) }, {}, context).kind).toBe('failed');
  });
});

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleServer } from '@chatops-commander/devstack/servers/sample-server';
import { until } from './until.js';

/** A command on a server that leaves a trace of each execution, and goes on when the test lets it. */
export interface GatedCommand {
  readonly argv: readonly [string, ...string[]];
  /** Where it leaves its traces. */
  readonly folder: string;
  /** Process ids of the executions so far, in order. */
  executions(): Promise<number[]>;
  /** Waits until it runs. Returns its process id. */
  started(count?: number): Promise<number>;
  letGo(): Promise<void>;
}

/**
 * @param commands shell text: `atGate` after the trace and before the gate, `afterwards` behind it. Both run in the folder.
 */
export async function gatedCommand(
  server: Pick<SampleServer, 'home'>,
  commands: { readonly atGate?: string; readonly afterwards?: string } = {},
): Promise<GatedCommand> {
  const folder = await mkdtemp(join(server.home, 'gated-'));
  const trace = join(folder, 'executions');
  const script = [
    'cd "$0" || exit 90',
    'echo $$ >>executions',
    commands.atGate ?? ':',
    'until [ -e go ]; do sleep 0.02; done',
    commands.afterwards ?? 'echo done',
  ].join('\n');
  const executions = async () =>
    existsSync(trace) ? (await readFile(trace, 'utf8')).trimEnd().split('\n').map(Number) : [];
  return {
    argv: ['/bin/sh', '-c', script, folder],
    folder,
    executions,
    started: (count = 1) => until(`execution ${count}`, async () => (await executions())[count - 1]),
    async letGo() {
      await writeFile(join(folder, 'go.draft'), '');
      await rename(join(folder, 'go.draft'), join(folder, 'go'));
    },
  };
}

/** Whether a process of this id lives; a zombie does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

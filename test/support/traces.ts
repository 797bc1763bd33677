import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runbook } from '@chatops-commander/schemas';
import { stringify } from 'yaml';
import type { TestStack } from './test-stack.js';

/** What was executed on a server, as the server itself tells. */
export interface Trace {
  /** A change file with one step, which leaves its name here each time that it is executed. High risk. */
  runbook(name: string): string;
  /** The names left so far, in order. */
  executed(): Promise<readonly string[]>;
}

export async function createTrace({ stack }: Pick<TestStack, 'stack'>, server = 'web-01'): Promise<Trace> {
  const file = join(await mkdtemp(join(stack.servers.server(server).home, 'trace-')), 'executed');
  return {
    runbook: (name) =>
      stringify({
        apiVersion: 'chatops-commander/v1',
        kind: 'Runbook',
        metadata: { name, title: `Leave ${name}` },
        spec: {
          targets: { servers: [server] },
          onFailure: 'stop',
          steps: [
            { id: 'leave', uses: 'shell.run', with: { argv: ['/bin/sh', '-c', 'echo "$1" >>"$0"', file, name] } },
          ],
        },
      } satisfies Runbook),
    async executed() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return text.split('\n').filter((line) => line !== '');
    },
  };
}

import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceDefinition } from '../action.js';

/** What every stand-in service does: a pid file, a log, a long sleep for a daemon; faults by files that tests put there. */
const PROGRAM = `#!/bin/sh
cd "$(dirname "$0")" || exit 9
alive() { [ -f pid ] && read -r _ _ state _ <"/proc/$(cat pid)/stat" && [ "$state" != Z ]; } 2>/dev/null
case $1 in
  start)
    echo "$LC_ALL" >locale
    if [ -f refuse ]; then echo 'port 80 is taken' | tee -a log >&2; exit 3; fi
    if alive; then echo 'a second instance' >>log; exit 1; fi
    if [ -f dies ]; then echo once >doomed; else sleep 1000 & echo $! >pid; fi
    date -u +%Y-%m-%dT%H:%M:%SZ >since; echo started >>log; echo started ;;
  stop) if alive; then kill "$(cat pid)"; fi; rm -f pid; echo stopped >>log ;;
  status) if [ -f doomed ]; then rm doomed; elif alive; then echo "sample is running since $(cat since)"; else echo 'sample is not running'; exit 3; fi ;;
  reload) echo reloaded >>log ;;
  validate) if [ -f invalid ]; then echo 'line 3: unknown directive' >&2; exit 1; fi ;;
  *) exit 2 ;;
esac
`;

export interface SampleService {
  readonly folder: string;
  definition(options?: {
    readonly validate?: boolean;
    readonly restart?: boolean;
    readonly reload?: boolean;
  }): ServiceDefinition;
  /** refuse: does not start; dies: is seen running once, then never again; invalid: its configuration is wrong. */
  fault(kind: 'refuse' | 'dies' | 'invalid'): Promise<void>;
  read(file: 'log' | 'pid' | 'locale'): Promise<string>;
  remove(): Promise<void>;
}

/** A service of its own kind in a folder of its own, driven by argv. */
export async function createSampleService(): Promise<SampleService> {
  const folder = await mkdtemp(join(tmpdir(), 'chatops-service '));
  const program = join(folder, 'ctl');
  await writeFile(program, PROGRAM);
  await chmod(program, 0o755);
  const read = (file: string) => readFile(join(folder, file), 'utf8');
  return {
    folder,
    read,
    definition: ({ validate = false, restart = false, reload = false } = {}) => ({
      name: 'sample',
      unit: 'sample',
      manager: {
        kind: 'argv',
        start: [program, 'start'],
        stop: [program, 'stop'],
        status: [program, 'status'],
        ...(validate ? { validate: [program, 'validate'] as const } : {}),
        ...(restart ? { restart: ['/bin/sh', '-c', '"$1" stop; "$1" start', 'restart', program] as const } : {}),
        ...(reload ? { reload: [program, 'reload'] as const } : {}),
        sudo: false,
      },
      logs: join(folder, 'log'),
    }),
    fault: (kind) => writeFile(join(folder, kind), ''),
    async remove() {
      const pid = Number(await read('pid').catch(() => ''));
      if (pid > 0) {
        try {
          process.kill(pid);
        } catch {
          // It died by itself, which some tests are about.
        }
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

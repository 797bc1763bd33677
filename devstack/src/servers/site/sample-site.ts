import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { builtModule } from '../../processes/built-module.js';
import { childEnvironment } from '../../processes/child-environment.js';
import { type ProcessIdentity, identifyProcess, isRunning } from '../../processes/process-identity.js';
import { keptPort } from '../kept-port.js';
import { SITE_CTL } from './site-ctl.js';

const CTL_TIMEOUT_MS = 60_000;
const POLL_MS = 10;

/** A website on a sample server, with a service manager of its own. It outlives the SSH sessions that start it. */
export interface SampleSite {
  /** Its name as a service of the inventory. */
  readonly name: string;
  /** Its page; `/health` below it says whether it is well. */
  readonly url: string;
  readonly logFile: string;
  /** Its service manager; a verb follows: start, stop, restart or status. */
  readonly ctl: readonly [string, ...string[]];
  /** Undefined when it does not run. */
  pid(): number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as running out of memory would, with the lines in its log that one then finds. */
  crash(): Promise<void>;
}

/** Writes the site's files into `folder`; its port stays the same from start to start. Starts nothing. */
export async function createSampleSite(site: {
  readonly name: string;
  readonly folder: string;
  /** What every process on its server has in its environment. */
  readonly env: Readonly<Record<string, string>>;
}): Promise<SampleSite> {
  await mkdir(site.folder, { recursive: true });
  const port = await keptPort(join(site.folder, 'port'));
  const ctl = join(site.folder, 'site-ctl');
  const program = builtModule('servers/site/site-server');
  await writeFile(join(site.folder, 'site.conf'), `${process.execPath}\n${program}\n${port}\n`);
  await writeFile(ctl, SITE_CTL, { mode: 0o755 });

  const running = (): ProcessIdentity | undefined => identifyFrom(join(site.folder, 'site.pid'), program);
  const control = async (verb: 'start' | 'stop'): Promise<void> => {
    await promisify(execFile)(ctl, [verb], { env: childEnvironment(site.env), timeout: CTL_TIMEOUT_MS });
  };
  return {
    name: site.name,
    url: `http://127.0.0.1:${port}/`,
    logFile: join(site.folder, 'site.log'),
    ctl: [ctl],
    pid: () => running()?.pid,
    start: () => control('start'),
    stop: () => control('stop'),
    async crash() {
      const identity = running();
      if (identity === undefined) return;
      process.kill(identity.pid, 'SIGUSR2');
      while (isRunning(identity)) await sleep(POLL_MS);
    },
  };
}

/** The pid file stays behind when the site crashes, and its number may be somebody else's by now. */
function identifyFrom(pidFile: string, program: string): ProcessIdentity | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split(' ')[0]);
    if (process.platform === 'linux' && !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program))
      return undefined;
    return identifyProcess(pid);
  } catch {
    return undefined;
  }
}

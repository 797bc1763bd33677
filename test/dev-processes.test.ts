import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { until } from './durability/stage/until.js';

vi.setConfig({ testTimeout: 180_000 });

const chatops = fileURLToPath(new URL('../cli/bin/chatops.mjs', import.meta.url));
let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'chatops-dev-processes-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Dev {
  readonly pid: number;
  readonly ended: Promise<unknown[]>;
  /** Whether it came up before it ended. */
  readonly ready: Promise<boolean>;
}

/** Starts `chatops dev` with no terminal, as a script would; all that it starts carries our folder in its environment or command line. */
function startDev(): Dev {
  const child = spawn(process.execPath, [chatops, 'dev'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // other tests of this process may have left their stack's settings in its environment
    env: {
      ...process.env,
      DATABASE_URL: '',
      TEMPORAL_ADDRESS: '',
      APP_ID: '',
      CHATOPS_DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    },
  });
  const ended = once(child, 'exit');
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('ready after')) resolve(true);
    });
    void ended.then(() => resolve(false));
  });
  return { pid: child.pid ?? 0, ended, ready };
}

/** Processes that name our folder in their command line or environment; the kernel's own list, not our records. */
function processesOfOurs(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const belongs = command.includes(dataDir) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataDir);
        return belongs ? [`${pid} ${command.replaceAll('\0', ' ')}`] : [];
      } catch {
        return [];
      }
    });
}
const nothingLeft = () =>
  until(
    'no process left',
    () => (processesOfOurs().length === 0 ? true : undefined),
    () => processesOfOurs(),
  );

describe.skipIf(process.platform !== 'linux')('chatops dev', () => {
  it('leaves no process behind after SIGTERM', async () => {
    const dev = startDev();
    expect(await dev.ready).toBe(true);
    expect(processesOfOurs().length).toBeGreaterThan(3);
    process.kill(dev.pid, 'SIGTERM');
    expect((await dev.ended)[0]).toBe(130);
    expect(processesOfOurs()).toEqual([]);
  });

  it('interrupted while it starts leaves none either', async () => {
    const dev = startDev();
    await until('the first process of the stack', () => (processesOfOurs().length > 1 ? true : undefined));
    process.kill(dev.pid, 'SIGINT');
    expect((await dev.ended)[0]).toBe(130);
    expect(processesOfOurs()).toEqual([]);
  });

  it('killed with -9 takes what it started along, and the next start works until Ctrl-C', async () => {
    const dev = startDev();
    expect(await dev.ready).toBe(true);
    process.kill(dev.pid, 'SIGKILL');
    await dev.ended;
    await nothingLeft();

    const again = startDev();
    expect(await again.ready).toBe(true);
    process.kill(again.pid, 'SIGINT');
    expect((await again.ended)[0]).toBe(130);
    expect(processesOfOurs()).toEqual([]);
  });
});

// One set-up at a time per checkout: two `npm ci` in one folder would delete each other's files.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 500;
const SETTLE_MS = 100;

/**
 * Runs `work` while holding the lock file. Waits for a set-up that runs; takes over the lock of one that was killed.
 * @template T
 * @param {{ file: string, report(line: string): void, assertNotInterrupted(): void }} lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ file, report, assertNotInterrupted }, work) {
  await mkdir(dirname(file), { recursive: true });
  let told = false;
  let tookOver = false;
  while (!(await take(file)) || (tookOver && !(await isStillOurs(file)))) {
    assertNotInterrupted();
    const holder = await holderOf(file);
    if (holder === 'nobody') {
      await rm(file, { force: true });
      tookOver = true;
    } else {
      if (!told) report(`another set-up of this checkout is running (pid ${holder}); waiting for it`);
      told = true;
      await sleep(POLL_MS);
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file) {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(`${process.pid}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two that take over a dead one's lock at once, one may remove the other's: a moment later it is clear whose it is. */
async function isStillOurs(file) {
  await sleep(SETTLE_MS);
  return (await holderOf(file)) === process.pid;
}

/** The pid of the set-up that holds the lock, or 'nobody' when it is gone. */
async function holderOf(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text);
  // Just taken, its pid not yet written: ask again.
  if (!Number.isInteger(pid) || pid <= 0) return text === '' ? 'a starting one' : 'nobody';
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error.code === 'EPERM' ? pid : 'nobody';
  }
}

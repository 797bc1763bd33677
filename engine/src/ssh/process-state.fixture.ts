import { readFile } from 'node:fs/promises';

/** Gone, or a zombie that init has not reaped yet. */
export async function isGone(pid: number | string): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return 'ZX'.includes(line.charAt(line.lastIndexOf(')') + 2));
}

/** Waits, by looking, for something that another process does; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

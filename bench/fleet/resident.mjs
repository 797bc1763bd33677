import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const LONGEST_END_MS = 15_000;

/**
 * The other end of startResident: answers each line of JSON with one. The answer to a question has the CPU seconds that
 * it took, and the most memory that this process has had so far.
 *
 * @param {(question: any) => Promise<object>} answer
 * @param {() => Promise<void>} end
 */
export async function beResident(answer, end) {
  const tell = (said) => writeSync(3, `${JSON.stringify(said)}\n`);
  tell({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const before = process.cpuUsage();
    const started = performance.now();
    try {
      const answered = await answer(JSON.parse(line));
      const ms = performance.now() - started;
      const { user, system } = process.cpuUsage(before);
      tell({
        ms,
        cpu: (user + system) / 1e6,
        rssMiB: process.memoryUsage().rss / 2 ** 20,
        peakMiB: process.resourceUsage().maxRSS / 1024,
        ...answered,
      });
    } catch (error) {
      tell({ error: error.stack ?? String(error) });
    }
  }
  // what it talks to may have ended before it did
  setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
  await end();
}

/** Runs `work` for each item, at most `limit` at once. */
export async function eachAtOnce(items, limit, work) {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

/** Says every second that work goes on, for work that has no such sign of its own. */
export async function aliveDuring<T>(life: { onAlive?(): void }, work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => life.onAlive?.(), 1000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/**
 * Lets `limit` pieces of work go on at once and queues the rest, first come first served. Handshakes go through one per
 * sshd, which drops unauthenticated connections at random from the tenth on (MaxStartups 10:30:100), and of 100 at once half
 * were dropped where eight at a time all got in (measured).
 */
export function createPacer(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = limit;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

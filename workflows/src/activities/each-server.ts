/** Servers that one activity works on at the same time. */
export const serversAtOnce = 100;

/** Runs `work` for each server, at most `limit` at a time, and keeps the order of the answers. */
export async function eachServer<T>(
  servers: readonly string[],
  limit: number,
  work: (server: string) => Promise<T>,
): Promise<T[]> {
  const answers = new Map<string, T>();
  const waiting = servers.values();
  const workers = Array.from({ length: Math.min(limit, servers.length) }, async () => {
    for (const server of waiting) answers.set(server, await work(server));
  });
  await Promise.all(workers);
  return servers.flatMap((server) => {
    const answer = answers.get(server);
    return answer === undefined ? [] : [answer];
  });
}

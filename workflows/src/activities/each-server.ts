import { SshError } from '@chatops-commander/engine/ssh/ssh-error';

/** Servers that one activity works on at the same time. */
export const serversAtOnce = 100;

/**
 * Runs `work` for each server, at most `limit` at a time, and keeps the order of the answers. What throws for one
 * server is thrown only when all that had begun is over, so that nothing goes on behind the caller's back. Trouble with
 * one server's connection keeps none of the others from beginning; any other error does, since it would meet them all.
 */
export async function eachServer<T>(
  servers: readonly string[],
  limit: number,
  work: (server: string) => Promise<T>,
): Promise<T[]> {
  const answers = new Map<string, T>();
  const errors: unknown[] = [];
  let stopped = false;
  const waiting = servers.values();
  const workers = Array.from({ length: Math.min(limit, servers.length) }, async () => {
    for (const server of waiting) {
      if (stopped) return;
      try {
        answers.set(server, await work(server));
      } catch (error) {
        errors.push(error);
        stopped ||= !(error instanceof SshError);
      }
    }
  });
  await Promise.all(workers);
  if (errors.length > 0) throw errors.find((error) => !(error instanceof SshError)) ?? errors[0];
  return servers.flatMap((server) => {
    const answer = answers.get(server);
    return answer === undefined ? [] : [answer];
  });
}

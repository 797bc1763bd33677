import type { CommandResult, RemoteCommand, RemoteLooks, RemoteReads, ServerAddress } from '../ssh/remote-execution.js';

type ReadOptions = Parameters<RemoteReads['read']>[2];
interface Waiting {
  readonly server: ServerAddress;
  readonly command: RemoteCommand;
  readonly options: ReadOptions;
  resolve(result: CommandResult): void;
  reject(error: unknown): void;
}

/**
 * Reads that are asked for in the same moment go to their server together. Whoever looks at many things at once says so
 * by asking for all of them before waiting for the first; what such a look leads to is gathered again. One worker serves
 * many repositories, whose servers may share a name: what counts is the whole address, as for connections. What ends by
 * another signal is another group, so that nobody's cancel ends what somebody else asked for.
 */
export function gatheredReads(looks: RemoteLooks): RemoteReads {
  let waiting: Waiting[] = [];
  const send = () => {
    const groups = new Map<string, Waiting[]>();
    const signals: (AbortSignal | undefined)[] = [];
    for (const one of waiting) {
      const { maxBytes, signal } = one.options;
      if (!signals.includes(signal)) signals.push(signal);
      const key = JSON.stringify([one.server, one.command.become, maxBytes, signals.indexOf(signal)]);
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    waiting = [];
    for (const group of groups.values()) void sendGroup(group);
  };
  const sendGroup = async (group: readonly Waiting[]): Promise<void> => {
    const [first] = group;
    if (first === undefined) return;
    try {
      const results = await looks.readTogether(
        first.server,
        group.map(({ command }) => command),
        first.options,
      );
      for (const [at, one] of group.entries()) {
        const result = results[at];
        if (result === undefined) one.reject(new Error('the server answered fewer looks than it was asked for'));
        else one.resolve(result);
      }
    } catch (error) {
      for (const one of group) one.reject(error);
    }
  };
  return {
    read: (server, command, options) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(send);
        waiting.push({ server, command, options, resolve, reject });
      }),
  };
}

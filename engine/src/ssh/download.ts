import type { CommandResult, RemoteCommand, RemoteStreams, ServerAddress } from './remote-execution.js';
import { readMessages, type StreamDeps, startStreaming } from './run-streaming.js';

/**
 * A command's output, as fast as it is read. `exit` settles once `stdout` was read to its end or given up, which kills
 * the command; when the connection breaks both throw ConnectionLost, so that half a stream never looks whole. Throws
 * SshErrors.
 */
export async function download(
  deps: StreamDeps,
  server: ServerAddress,
  command: RemoteCommand,
  signal?: AbortSignal,
): ReturnType<RemoteStreams['download']> {
  const running = await startStreaming(deps, server, command, signal);
  const messages = readMessages(running.stderr());
  running.channel.end(command.stdin ?? new Uint8Array());

  let settle: (result: Promise<CommandResult>) => void = () => undefined;
  const exit = new Promise<CommandResult>((resolve) => {
    settle = resolve;
  });
  // A reader that learnt of the loss from `stdout` need not ask for `exit`.
  exit.catch(() => undefined);

  async function* stdout(): AsyncGenerator<Buffer, void, undefined> {
    let whole = false;
    const finished = async () => {
      if (!whole) await running.stop();
      const { bytes, truncated } = await messages;
      return running.finish({ stdout: Buffer.alloc(0), stderr: bytes, truncated });
    };
    try {
      yield* running.stdout();
      whole = true;
    } finally {
      settle(finished());
    }
    await exit;
  }
  return { stdout: stdout(), exit };
}

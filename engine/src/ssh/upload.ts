import { once } from 'node:events';
import type { CommandResult, RemoteCommand, ServerAddress } from './remote-execution.js';
import { readMessages, type StreamDeps, type StreamingCommand, startStreaming } from './run-streaming.js';

/**
 * Feeds a command's standard input, as fast as it reads. A command that ends before its input does is no error here:
 * its exit says so. When the source fails, the command is killed and the source's error thrown. Throws SshErrors.
 */
export async function upload(
  deps: StreamDeps,
  options: {
    readonly server: ServerAddress;
    readonly command: Omit<RemoteCommand, 'stdin'>;
    readonly source: AsyncIterable<Uint8Array>;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<CommandResult> {
  const running = await startStreaming(deps, options.server, options.command, options.signal);
  const outputs = Promise.all([readMessages(running.stdout()), readMessages(running.stderr())]);
  const finish = async () => {
    const [stdout, stderr] = await outputs;
    const truncated = stdout.truncated || stderr.truncated;
    return running.finish({ stdout: stdout.bytes, stderr: stderr.bytes, truncated });
  };
  try {
    await feed(running, options.source);
  } catch (error) {
    await running.stop();
    await finish();
    throw error;
  }
  return finish();
}

async function feed({ channel, over }: StreamingCommand, source: AsyncIterable<Uint8Array>): Promise<void> {
  let ended = false;
  void over.then(() => {
    ended = true;
  });
  for await (const bytes of source) {
    if (ended) return;
    if (!channel.write(bytes)) {
      const given = new AbortController();
      await Promise.race([once(channel, 'drain', { signal: given.signal }).catch(() => undefined), over]);
      given.abort();
    }
  }
  channel.end();
}

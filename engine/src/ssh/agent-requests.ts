import type { JobPath } from './job-path.js';
import { quoteAll, quoteAsPrintfFormat } from './quote.js';
import type { RemoteCommand } from './remote-execution.js';

/** Output is fetched in blocks of this many bytes, since dd seeks in them without reading what comes before. */
export const BLOCK_BYTES = 64 * 1024;
/** What one answer brings of a stream at most. */
export const ANSWER_BYTES = 256 * BLOCK_BYTES;

export interface BlockOffsets {
  readonly stdout: number;
  readonly stderr: number;
}

/** What becomes of a job without any trace: it is started, barred for ever, or left as it is. */
export type FirstWord = '1' | '0' | 'ask';

const words = (path: JobPath) => [path.server, path.run, path.job];
const input = (stdin: Uint8Array | undefined) => quoteAsPrintfFormat(stdin ?? new Uint8Array());
/** Whole seconds, since POSIX's sleep knows no others. */
const seconds = (ms: number) => String(Math.max(1, Math.ceil(ms / 1_000)));

/** One line of shell per request; the functions stand in agent.sh. */
export const requests = {
  read: (command: RemoteCommand) => `read_now ${input(command.stdin)} ${quoteAll(command.argv)}`,

  become: (argv: readonly string[]) => `become_command ${quoteAll(argv)}`,

  begin: (options: {
    first: FirstWord;
    path: JobPath;
    digest: string;
    blocks: BlockOffsets;
    command: RemoteCommand;
  }) => {
    const { first, path, digest, blocks, command } = options;
    const head = [first, ...words(path), digest, String(blocks.stdout), String(blocks.stderr)];
    return `begin_job ${quoteAll(head)} ${seconds(command.timeoutMs)} ${input(command.stdin)} ${quoteAll(command.argv)}`;
  },

  follow: (path: JobPath, digest: string, blocks: BlockOffsets) =>
    `follow ${quoteAll([...words(path), digest, String(blocks.stdout), String(blocks.stderr)])}`,

  halt: (path: JobPath, signal: 'TERM' | 'KILL' | '0') => `halt_job ${quoteAll([...words(path), signal])}`,

  strays: (path: JobPath) => `strays ${quoteAll(words(path))}`,

  leftBehind: (server: string) => `left_behind ${quoteAll([server])}`,

  live: (server: string) => `live_jobs ${quoteAll([server])}`,

  killGroup: (group: number) => `kill_group ${group}`,
} as const;

import { randomBytes } from 'node:crypto';
import type { Duplex, Readable } from 'node:stream';
import { agentScript } from './agent-script.js';
import { ShellUnavailable } from './job-errors.js';
import { SudoMissing } from './login-errors.js';
import { createMarkReader, type MarkReader } from './mark-reader.js';
import { quoteAll } from './quote.js';
import type { RemoteCommand, ServerAddress } from './remote-execution.js';

export type Become = RemoteCommand['become'];

/** The standard streams of a process on a server; emits `exit` with its code or signal. An SSH channel is one. */
export type AgentChannel = Duplex & { readonly stderr: Readable };

/** One long-lived /bin/sh on a server that knows our functions and does one request at a time. */
export interface AgentSession {
  readonly bootId: string;
  /** The process group that everything read in this session belongs to; undefined when it is not the session's own. */
  readonly group: number | undefined;
  readonly stdout: MarkReader;
  readonly stderr: MarkReader;
  /**
   * Sends one call of an agent function. The braces make it whole or nothing: a shell that gets only a part of a
   * compound command runs none of it (cut at each of 143 bytes, nothing started before the last).
   */
  request(call: string): void;
  /** False once the shell is gone, as far as we were told. */
  isOpen(): boolean;
  /** From now on its streams end with the shell, even where a supervisor that it forked keeps them open. */
  endWithShell(): void;
  /** Raw access for a session that turned into a command. */
  readonly channel: AgentChannel;
  close(): void;
}

const LONGEST_COMPLAINT = 2_000;

/** The command line that the login shell gets; `$HOME` is the login user's, also under sudo. Valid in sh, csh, fish. */
export function agentCommandLine(server: ServerAddress, become: Become): string {
  const shell = '/bin/sh -s -- "$HOME"';
  return needsSudo(server, become) ? `exec sudo -n -- ${shell}` : `exec ${shell}`;
}

export const needsSudo = (server: ServerAddress, become: Become): boolean =>
  become === 'root' && server.sudo === 'nopasswd';

/**
 * Greets the shell behind a fresh channel. Everything before its answer is dropped: a .bashrc may print a banner.
 * Throws SudoMissing and ShellUnavailable; undefined when the connection broke.
 */
export async function openAgentSession(
  channel: AgentChannel,
  options: {
    server: ServerAddress;
    become: Become;
    jobsFolder: string;
    connectionIsUp(): boolean;
    /** The agent's function library, unless it is the usual one. */
    script?: string | undefined;
  },
): Promise<AgentSession | undefined> {
  const { server, become, jobsFolder } = options;
  const nonce = randomBytes(16).toString('hex');
  const stdout = createMarkReader(channel, nonce);
  const stderr = createMarkReader(channel.stderr, nonce);
  channel.write(`${options.script ?? agentScript()}hello ${nonce} ${quoteAll([jobsFolder])}\n`);

  let open = true;
  let endsWithShell = false;
  for (const event of ['exit', 'close']) {
    channel.once(event, () => {
      open = false;
      if (endsWithShell) channel.destroy();
    });
  }
  let said = '';
  const listen = (bytes: Buffer) => {
    if (said.length < LONGEST_COMPLAINT) said += bytes.toString('utf8');
  };
  const greeting = await stdout.nextMark(listen);
  const [word, , group, sessionLeader, bootId] = greeting?.split(' ') ?? [];
  if (word === 'hello' && bootId !== undefined) {
    return {
      bootId,
      group: group === sessionLeader ? Number(group) : undefined,
      stdout,
      stderr,
      channel,
      isOpen: () => open,
      endWithShell() {
        endsWithShell = true;
        if (!open) channel.destroy();
      },
      request: (call) => void channel.write(`{ ${call}\n}\n`),
      close: () => void channel.destroy(),
    };
  }
  // Ends with the shell; what sudo or the login shell had to say stands here.
  await stderr.nextMark(listen);
  if (!options.connectionIsUp()) return undefined;
  channel.destroy();
  const complaint = (greeting ?? said).trim().slice(0, LONGEST_COMPLAINT);
  throw needsSudo(server, become)
    ? new SudoMissing(server, server.user, complaint)
    : new ShellUnavailable(server, server.user, complaint);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConversation, type Conversation, type Person } from '@chatops-commander/cli/demo/conversation';
import { type DevOptions, type DevStack, startDevStack } from '@chatops-commander/cli/dev/dev-stack';
import { installTemporalLog } from '@chatops-commander/workflows/worker';
import { pino } from 'pino';

/** The whole product on real parts, in a folder of its own, ready to be hurt. */
export interface CrashStack {
  readonly stack: DevStack;
  readonly conversation: Conversation;
  readonly alice: Person;
  readonly bruno: Person;
  readonly chloe: Person;
  /** Ends something that the test started, with the stack, before it. */
  endWith(end: () => Promise<unknown>): void;
  stop(): Promise<void>;
}

let quiet = false;

export async function startCrashStack(options: Pick<DevOptions, 'worker' | 'files'> = {}): Promise<CrashStack> {
  // The SDK takes one logger per process; what is provoked here would fill the screen.
  if (!quiet) installTemporalLog('ERROR', () => {});
  quiet = true;
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-durability-'));
  const log = pino({ level: 'silent' });
  const stack = await startDevStack({ databaseUrl: undefined, dataDir, log, say: () => {}, ...options });
  const person = (login: string): Person => {
    const client = stack.github.as(login);
    return { login, request: (method, path, body) => client.request(method, path, body) };
  };
  const alice = person('alice');
  const ends: (() => Promise<unknown>)[] = [];
  return {
    stack,
    conversation: createConversation(stack.repository, alice),
    alice,
    bruno: person('bruno'),
    chloe: person('chloe'),
    endWith: (end) => void ends.push(end),
    async stop() {
      for (const end of ends.reverse()) await end().catch(() => {});
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Conversation, createConversation, type Person } from '@chatops-commander/cli/demo/conversation';
import { type DevOptions, type DevStack, startDevStack } from '@chatops-commander/cli/dev/dev-stack';
import { connectClient } from '@chatops-commander/workflows/connect';
import { createWorkflowStarts, type WorkflowStarts } from '@chatops-commander/workflows/start-workflows';
import type { Client } from '@temporalio/client';
import { quietLog } from './quiet-log.js';

/** The whole product on real parts, in a folder of its own. */
export interface TestStack {
  readonly stack: DevStack;
  readonly conversation: Conversation;
  /** Alice and Bruno are operators, Chloé is an admin, Eve may only read and has no role. */
  readonly alice: Person;
  readonly bruno: Person;
  readonly chloe: Person;
  readonly eve: Person;
  /** The app's login. */
  readonly bot: string;
  /** Temporal, as somebody sees it who can reach it. */
  readonly temporal: Client;
  readonly starts: WorkflowStarts;
  /** Ends something that the test started, before the stack. */
  endWith(end: () => Promise<unknown>): void;
  /** Throws when a call to GitHub was not as GitHub describes it. */
  stop(): Promise<void>;
}

/** Starts the stack in a temporary folder; `stop` leaves nothing behind. */
export async function startTestStack(options: Pick<DevOptions, 'worker' | 'files' | 'model'> = {}): Promise<TestStack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chatops-test-'));
  const forget = () => rm(dataDir, { recursive: true, force: true });
  const stack = await startDevStack({
    databaseUrl: undefined,
    dataDir,
    log: quietLog,
    say: () => {},
    ...options,
  }).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  const { client, connection } = connectClient(stack.settings.temporal);
  const person = (login: string): Person => {
    const caller = stack.github.as(login);
    return { login, request: (method, path, body) => caller.request(method, path, body) };
  };
  const alice = person('alice');
  const ends: (() => Promise<unknown>)[] = [];
  return {
    stack,
    conversation: createConversation(stack.repository, alice),
    alice,
    bruno: person('bruno'),
    chloe: person('chloe'),
    eve: person('eve'),
    bot: `${stack.github.app.slug}[bot]`,
    temporal: client,
    starts: createWorkflowStarts(client, stack.settings.taskQueue),
    endWith: (end) => void ends.push(end),
    async stop() {
      for (const end of ends.reverse()) await end();
      await connection.close();
      await stack.stop();
      await forget();
      const misuses = stack.github.calls.misuses();
      if (misuses.length > 0)
        throw new Error(`GitHub does not take these calls as we made them:\n${misuses.join('\n')}`);
    },
  };
}

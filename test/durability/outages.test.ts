import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { gatedCommand } from './stage/gated-command.js';
import { mergeRunbook } from './stage/merge-files.js';
import { removableParts } from './stage/removable-parts.js';

/** How long a part stays away; minutes by hand. */
const awayMs = Number(process.env.CHATOPS_TEST_AWAY_MS ?? 3_000);

vi.setConfig({ testTimeout: 120_000 + 2 * awayMs });

let stage: TestStack;
let removable: ReturnType<typeof removableParts>;
beforeAll(async () => {
  stage = await startTestStack();
  removable = removableParts(stage);
});
afterAll(() => stage?.stop());

const parts = ['GitHub', 'PostgreSQL', 'Temporal'] as const;

describe('a part that is away while a command runs and ends', () => {
  it.each(parts)('%s: nothing is lost, nothing runs twice, and it goes on', async (name) => {
    const part = removable[name];
    const server = stage.stack.servers.server('web-01');
    const [first, second] = [await gatedCommand(server), await gatedCommand(server)];
    await second.letGo();
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      steps: [
        { id: 'first', uses: 'shell.run', with: { argv: first.argv } },
        { id: 'second', uses: 'shell.run', with: { argv: second.argv } },
      ],
    });
    const run = followRun(stage, pull);
    await first.started();

    await part.takeAway();
    await first.letGo();
    await pause(awayMs);
    await part.putBack();

    expect((await run.ended()).state).toBe('succeeded');
    expect(await first.executions()).toHaveLength(1);
    expect(await second.executions()).toHaveLength(1);
    await run.said((body) => body.includes('✅'));
  });
});

describe('a comment, an approval and a merge around an outage', () => {
  it.each(parts)('%s away before the merge is known: the run comes all the same', async (name) => {
    const part = removable[name];
    const command = await gatedCommand(stage.stack.servers.server('web-02'));
    await command.letGo();
    // webhooks that nobody takes are never sent again
    stage.stack.github.pauseWebhooks();
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      steps: [{ id: 'late', uses: 'shell.run', with: { argv: command.argv } }],
    });
    await part.takeAway();
    await pause(awayMs);
    await part.putBack();
    stage.stack.github.resumeWebhooks();
    await stage.starts.sweepNow();
    expect((await followRun(stage, pull).ended()).state).toBe('succeeded');
    expect(await command.executions()).toHaveLength(1);
  });
});

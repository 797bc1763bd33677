import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { gatedCommand, isAlive } from './stage/gated-command.js';
import { mergeRunbook } from './stage/merge-files.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
});
afterAll(() => stage?.stop());

describe('a run whose workflow is terminated by hand while its command runs', () => {
  it('is told of as unknown; a second run waits until the server is quiet, says for whom, then runs', async () => {
    const server = stage.stack.servers.server('web-01');
    const [first, second] = [await gatedCommand(server), await gatedCommand(server)];
    await second.letGo();
    const step = (argv: readonly string[]) => ({
      targets: { servers: ['web-01'] },
      steps: [{ id: 'hold', uses: 'shell.run', with: { argv } }],
    });
    const firstPull = await mergeRunbook(stage, step(first.argv));
    const firstRun = followRun(stage, firstPull);
    const pid = await first.started();
    const { workflowId } = await firstRun.reaches('running');

    await stage.temporal.workflow.getHandle(workflowId ?? '').terminate('by hand');
    expect((await firstRun.ended()).state).toBe('unknown');
    await firstRun.said((body) => body.includes('ended from outside'));
    expect(await isAlive(pid)).toBe(true);

    const secondPull = await mergeRunbook(stage, step(second.argv));
    const secondRun = followRun(stage, secondPull);
    const waiting = await secondRun.said((body) => body.includes('its workflow is gone'));
    expect(waiting).toContain('web-01');
    expect(waiting).toContain((await firstRun.row())?.id);
    expect(await second.executions()).toEqual([]);

    await first.letGo();
    expect((await secondRun.ended()).state).toBe('succeeded');
    expect(await first.executions()).toHaveLength(1);
    expect(await second.executions()).toHaveLength(1);
  });
});

describe('runs on the same server', () => {
  it('never overlap', async () => {
    const stamps = join(stage.stack.servers.server('db-01').home, 'stamps');
    await writeFile(stamps, '');
    const argv = ['/bin/sh', '-c', 'echo begin $$ >>"$0"; sleep 0.3; echo end $$ >>"$0"', stamps] as const;
    const pulls: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      pulls.push(
        await mergeRunbook(stage, {
          // in different orders, which must not make them wait for each other in a circle
          targets: { servers: count % 2 === 0 ? ['db-01', 'web-02'] : ['web-02', 'db-01'] },
          steps: [{ id: 'stamp', uses: 'shell.run', on: { servers: ['db-01'] }, with: { argv } }],
        }),
      );
    }
    const runs = await Promise.all(pulls.map((pull) => followRun(stage, pull).ended()));
    expect(runs.map((run) => run.state)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    const lines = (await readFile(stamps, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    for (let index = 0; index < lines.length; index += 2) {
      expect([lines[index], lines[index + 1]]).toEqual([
        expect.stringMatching(/^begin /),
        lines[index]?.replace('begin', 'end'),
      ]);
    }
  });
});

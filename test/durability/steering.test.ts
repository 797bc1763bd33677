import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { gatedCommand, isAlive } from './stage/gated-command.js';
import { mergeRunbook } from './stage/merge-files.js';
import { until } from './stage/until.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
});
afterAll(() => stage?.stop());

const home = (server: string) => stage.stack.servers.server(server).home;
const touch = (file: string) => ['/bin/sh', '-c', 'echo x >>"$0"', file] as const;

describe('cancel', () => {
  it('by comment: the whole process group is gone from the server, and nothing more runs', async () => {
    const command = await gatedCommand(stage.stack.servers.server('web-01'), {
      // a child that ignores TERM must go as well
      atGate: 'sh -c \'trap "" TERM; echo $$ >child; while :; do sleep 0.1; done\' &',
    });
    const never = join(home('web-01'), 'never');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'stop',
      steps: [
        { id: 'long', uses: 'shell.run', with: { argv: command.argv } },
        { id: 'next', uses: 'shell.run', with: { argv: touch(never) } },
      ],
    });
    const run = followRun(stage, pull);
    const pid = await command.started();
    const child = await until(
      'the child',
      async () => Number(await readFile(join(command.folder, 'child'), 'utf8')) || undefined,
    );
    expect([await isAlive(pid), await isAlive(child)]).toEqual([true, true]);

    await stage.conversation.say(stage.bruno, pull, '/ops cancel');
    expect((await run.ended()).state).toBe('cancelled');
    expect([await isAlive(pid), await isAlive(child)]).toEqual([false, false]);
    expect(existsSync(never)).toBe(false);
    expect(await command.executions()).toHaveLength(1);
    await run.said((body) => /cancelled/i.test(body) && body.includes('/ops'));
    expect(await stage.stack.records.locks.holders(['web-01'])).toEqual([]);
  });

  it('while the run is paused ends it', async () => {
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      onFailure: 'pause',
      steps: [{ id: 'broken', uses: 'shell.run', with: { argv: ['false'] } }],
    });
    const run = followRun(stage, pull);
    await run.reaches('paused');
    await stage.conversation.say(stage.alice, pull, '/ops cancel');
    expect((await run.ended()).state).toBe('cancelled');
  });
});

describe('pause', () => {
  it('stops after the step at hand, and resume goes on where it was', async () => {
    const command = await gatedCommand(stage.stack.servers.server('web-02'));
    const second = join(home('web-02'), 'second');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      steps: [
        { id: 'first', uses: 'shell.run', with: { argv: command.argv } },
        { id: 'second', uses: 'shell.run', with: { argv: touch(second) } },
      ],
    });
    const run = followRun(stage, pull);
    await command.started();
    await stage.conversation.say(stage.bruno, pull, '/ops pause');
    // in the run's own comment, while the step is still at work
    expect(await run.said((body) => body.includes('💬'))).toContain('`bruno` `/ops pause`');
    await command.letGo();
    await run.reaches('paused');
    expect(existsSync(second)).toBe(false);

    await stage.conversation.say(stage.bruno, pull, '/ops resume');
    expect((await run.ended()).state).toBe('succeeded');
    expect(await readFile(second, 'utf8')).toBe('x\n');
    expect(await command.executions()).toHaveLength(1);
  });
});

describe('a word that nothing waits for', () => {
  it('is answered with that, and heard once the step that failed is named', async () => {
    const command = await gatedCommand(stage.stack.servers.server('db-01'));
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      onFailure: 'pause',
      steps: [
        { id: 'long', uses: 'shell.run', with: { argv: command.argv } },
        { id: 'broken', uses: 'shell.run', with: { argv: ['false'] } },
      ],
    });
    const run = followRun(stage, pull);
    await command.started();
    await stage.conversation.say(stage.alice, pull, '/ops skip broken --reason mended by hand');
    expect(await run.said((body) => body.includes('changed nothing'))).toContain('goes on by itself');
    await stage.conversation.say(stage.alice, pull, '/ops approve broken');
    await stage.conversation.until('a second answer', async () => {
      const said = (await stage.conversation.comments(pull)).filter(({ body }) => body.includes('changed nothing'));
      return said.length === 2 ? said : undefined;
    });
    await command.letGo();
    await run.reaches('paused');
    await stage.conversation.say(stage.alice, pull, '/ops skip long --reason mended by hand');
    expect(await run.said((body) => body.includes('which failed'))).toContain('/ops skip broken --reason TEXT');
    await stage.conversation.say(stage.alice, pull, '/ops skip broken --reason mended by hand');
    expect((await run.ended()).state).toBe('succeeded');
    // what changed nothing is not among what it heard
    const report = await run.said((body) => body.includes('✅'));
    expect(report).not.toContain('/ops skip long');
  });
});

describe('a step that fails with onFailure: pause', () => {
  const brokenUntil = (file: string) => ['/bin/sh', '-c', 'echo x >>"$0.tries"; test -e "$0"', file] as const;
  const pausedRun = async (name: string) => {
    const mended = join(home('db-01'), name);
    const last = `${mended}.last`;
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      onFailure: 'pause',
      steps: [
        { id: 'broken', uses: 'shell.run', with: { argv: brokenUntil(mended) } },
        { id: 'last', uses: 'shell.run', with: { argv: touch(last) } },
      ],
    });
    const run = followRun(stage, pull);
    await run.reaches('paused');
    expect(existsSync(last)).toBe(false);
    return { pull, run, mended, last };
  };

  it('goes on after retry, once it was mended', async () => {
    const { pull, run, mended, last } = await pausedRun('mended');
    await writeFile(mended, '');
    await stage.conversation.say(stage.alice, pull, '/ops retry');
    expect((await run.ended()).state).toBe('succeeded');
    expect(await readFile(`${mended}.tries`, 'utf8')).toBe('x\nx\n');
    expect(await readFile(last, 'utf8')).toBe('x\n');
  });

  it('goes on after skip with a reason, which is on record', async () => {
    const { pull, run, mended, last } = await pausedRun('skipped');
    await stage.conversation.say(stage.alice, pull, '/ops skip broken --reason mended by hand');
    expect((await run.ended()).state).toBe('succeeded');
    expect(await readFile(`${mended}.tries`, 'utf8')).toBe('x\n');
    expect(await readFile(last, 'utf8')).toBe('x\n');
  });

  it('stays paused when another step is to be skipped', async () => {
    const { pull, run, mended } = await pausedRun('other');
    await stage.conversation.say(stage.alice, pull, '/ops skip last --reason why not');
    await run.said((body) => body.includes('changed nothing') && body.includes('/ops skip broken --reason TEXT'));
    expect((await run.row())?.finishedAt).toBeNull();
    await stage.conversation.say(stage.alice, pull, '/ops cancel');
    expect((await run.ended()).state).toBe('cancelled');
    expect(existsSync(`${mended}.last`)).toBe(false);
  });
});

describe('retry of a step that failed on one of two servers', () => {
  it('runs it again there, and not where it is done', async () => {
    const traces = ['web-01', 'web-02'].map((server) => join(home(server), 'half'));
    const [mended = '', fine = ''] = traces;
    await writeFile(`${fine}.ok`, '');
    const argv = ['/bin/sh', '-c', 'echo x >>"$HOME/half"; test -e "$HOME/half.ok"'] as const;
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01', 'web-02'] },
      strategy: { batch: 2 },
      onFailure: 'pause',
      steps: [{ id: 'half', uses: 'shell.run', with: { argv } }],
    });
    const run = followRun(stage, pull);
    await run.reaches('paused');
    await writeFile(`${mended}.ok`, '');
    await stage.conversation.say(stage.alice, pull, '/ops retry');
    expect((await run.ended()).state).toBe('succeeded');
    expect(await Promise.all(traces.map((file) => readFile(file, 'utf8')))).toEqual(['x\nx\n', 'x\n']);
  });
});

describe('retry after the end', () => {
  it('is attempt 2 of the same content, under the same approval', async () => {
    const mended = join(home('web-01'), 'again');
    const argv = ['/bin/sh', '-c', 'echo x >>"$0.tries"; test -e "$0"', mended] as const;
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'stop',
      steps: [{ id: 'broken', uses: 'shell.run', with: { argv } }],
    });
    const run = followRun(stage, pull);
    const first = await run.ended();
    expect(first).toMatchObject({ state: 'failed', attempt: 1 });
    await writeFile(mended, '');
    await stage.conversation.say(stage.alice, pull, '/ops retry');
    const second = await until(
      'attempt 2',
      async () => {
        const row = await run.row();
        return row?.attempt === 2 && row.finishedAt !== null ? row : undefined;
      },
      run.row,
    );
    expect(second).toMatchObject({ id: first.id, blob: first.blob, state: 'succeeded' });
    expect(await readFile(`${mended}.tries`, 'utf8')).toBe('x\nx\n');
  });
});

describe('nothing done is never green', () => {
  it.each([
    ['every step skipped', [{ id: 'broken', uses: 'shell.run', with: { argv: ['false'] }, continueOnFailure: true }]],
  ])('%s', async (_case, steps) => {
    const pull = await mergeRunbook(stage, { targets: { servers: ['web-01'] }, onFailure: 'pause', steps });
    const run = await followRun(stage, pull).ended();
    expect(run.state).not.toBe('succeeded');
  });
});

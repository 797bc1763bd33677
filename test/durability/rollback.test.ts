import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { mergeRunbook } from './stage/merge-files.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  stage = await startTestStack();
});
afterAll(() => stage?.stop());

const failing = { id: 'failing', uses: 'shell.run', with: { argv: ['/bin/sh', '-c', 'echo broken >&2; exit 3'] } };

describe('a step that fails with onFailure: rollback', () => {
  it('brings back a service that an earlier step stopped', async () => {
    const { site } = stage.stack.servers.server('web-01');
    if (site === undefined) throw new Error('web-01 has no site');
    const before = site.pid();
    expect(before).toBeDefined();
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-01'] },
      onFailure: 'rollback',
      steps: [{ id: 'stop', uses: 'service.stop', with: { service: site.name } }, failing],
    });
    const run = followRun(stage, pull);
    // a free command that failed has no inverse of its own, so that the whole is not called rolled back
    expect((await run.ended()).state).toBe('failed');
    expect(site.pid()).toBeDefined();
    expect(site.pid()).not.toBe(before);
    expect((await fetch(`${site.url}health`)).status).toBe(200);
    const report = await run.said((body) => body.includes('stop.undo'));
    expect(report).toContain('broken');
  });

  it('is called rolled back when everything that started was undone', async () => {
    const { site } = stage.stack.servers.server('web-02');
    if (site === undefined) throw new Error('web-02 has no site');
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['web-02'] },
      onFailure: 'rollback',
      steps: [
        { id: 'stop', uses: 'service.stop', with: { service: site.name } },
        { id: 'answers', uses: 'http.check', with: { url: `${site.url}health`, within: '1s' } },
      ],
    });
    expect((await followRun(stage, pull).ended()).state).toBe('rolled-back');
    expect((await fetch(`${site.url}health`)).status).toBe(200);
  });

  it('puts back a file that was overwritten, byte for byte and with its mode, and removes one that was new', async () => {
    const folder = await mkdtemp(join(stage.stack.servers.server('db-01').home, 'files-'));
    const [old, fresh] = [join(folder, 'old.conf'), join(folder, 'new.conf')];
    const bytes = randomBytes(70_000);
    await writeFile(old, bytes);
    await chmod(old, 0o640);
    const pull = await mergeRunbook(stage, {
      targets: { servers: ['db-01'] },
      onFailure: 'rollback',
      steps: [
        { id: 'overwrite', uses: 'files.write', with: { path: old, content: 'changed\n', mode: '0644' } },
        { id: 'create', uses: 'files.write', with: { path: fresh, content: 'new\n' } },
        { id: 'wrote', uses: 'shell.run', with: { argv: ['grep', '-q', 'changed', old] }, rollback: 'none' },
        failing,
      ],
    });
    const run = await followRun(stage, pull).ended();
    const outcomes = await stage.stack.records.outcomes.ofRun(run.id);
    expect(outcomes.filter((row) => row.result?.kind === 'done').map((row) => row.stepId)).toEqual(
      expect.arrayContaining(['overwrite', 'create', 'wrote', 'create.undo', 'overwrite.undo']),
    );
    expect((await readFile(old)).equals(bytes)).toBe(true);
    expect((await stat(old)).mode & 0o777).toBe(0o640);
    await expect(stat(fresh)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

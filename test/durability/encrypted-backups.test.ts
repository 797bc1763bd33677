import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleRoles } from '@chatops-commander/cli/dev/sample-people';
import { starterPolicy } from '@chatops-commander/cli/init/starter-policy';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestStack, type TestStack } from '../support/test-stack.js';
import { followRun } from './stage/follow-run.js';
import { mergeRunbook } from './stage/merge-files.js';

vi.setConfig({ testTimeout: 120_000 });

let stage: TestStack;
beforeAll(async () => {
  const policy = `${starterPolicy(sampleRoles)}\nbackups: { encrypt: "secret:backups" }\n`;
  stage = await startTestStack({ files: { '.chatops/policy.yaml': policy } });
  await writeFile(join(stage.stack.settings.secretsDir, 'backups'), '0f'.repeat(32), { mode: 0o600 });
});
afterAll(() => stage?.stop());

test('what a run overwrites is encrypted when the policy asks for it, and a rollback reads it', async () => {
  const folder = await mkdtemp(join(stage.stack.servers.server('db-01').home, 'files-'));
  const file = join(folder, 'app.conf');
  await writeFile(file, 'password = tr0ub4dor\n'.repeat(100));
  const pull = await mergeRunbook(stage, {
    targets: { servers: ['db-01'] },
    onFailure: 'rollback',
    steps: [
      { id: 'overwrite', uses: 'files.write', with: { path: file, content: 'changed\n' } },
      { id: 'answers', uses: 'net.port', with: { host: 'localhost', port: 1 }, assert: 'outputs.reachable' },
    ],
  });
  const run = await followRun(stage, pull).ended();
  expect(run.state).toBe('rolled-back');
  expect(await readFile(file, 'utf8')).toBe('password = tr0ub4dor\n'.repeat(100));
  const place = join(stage.stack.settings.dataDir, 'backups', `${run.id}.overwrite.db-01.1`);
  const manifest: unknown = JSON.parse(await readFile(join(place, 'manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({ encryption: { algorithm: 'aes-256-gcm', key: 'secret:backups' } });
});

test('a run whose backups cannot be encrypted fails before it changes anything, and says what is missing', async () => {
  await rm(join(stage.stack.settings.secretsDir, 'backups'));
  const folder = await mkdtemp(join(stage.stack.servers.server('db-01').home, 'files-'));
  const file = join(folder, 'app.conf');
  await writeFile(file, 'as it was');
  const pull = await mergeRunbook(stage, {
    targets: { servers: ['db-01'] },
    onFailure: 'stop',
    steps: [{ id: 'overwrite', uses: 'files.write', with: { path: file, content: 'changed\n' } }],
  });
  const run = followRun(stage, pull);
  expect((await run.ended()).state).toBe('failed');
  expect(await run.said((body) => body.includes('secret backups'))).toContain('cannot read');
  expect(await readFile(file, 'utf8')).toBe('as it was');
});

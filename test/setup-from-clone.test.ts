import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
/** It installs all packages: about a minute on a quiet machine. */
const PATIENCE_MS = 600_000;

let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'chatops-clone-'));
  // What a commit of the working tree would hold, so that the test tells of a change before it is committed.
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const files = stdout.split('\0').filter((file) => file !== '');
  for (const file of files)
    await cp(join(root, file), join(clone, file)).catch((error: NodeJS.ErrnoException) => {
      // Deleted, and not yet committed as deleted.
      if (error.code !== 'ENOENT') throw error;
    });
}, PATIENCE_MS);
afterAll(() => rm(clone, { recursive: true, force: true }));

const setUp = async (purpose: string): Promise<string> =>
  (await run(process.execPath, ['scripts/setup.mjs', '--for', purpose], { cwd: clone })).stdout;

test(
  "a fresh clone: npm test's set-up installs and builds, npm run demo's finds it done",
  async () => {
    const first = await setUp('tests');
    expect(first).toMatch(
      /^Setting up for tests\n[\s\S]*packages: installed \([\d.]+ s\)[\s\S]*\nReady after [\d.]+ s\n$/,
    );
    const command = await run(process.execPath, ['cli/bin/chatops.mjs', 'help'], { cwd: clone });
    expect(command.stdout).toContain('dev');

    const second = await setUp('demo');
    expect(second).not.toContain('packages: installed');
    expect(second).toMatch(/^Setting up for demo\n[\s\S]*Ready after [\d.]+ s\n$/);
  },
  PATIENCE_MS,
);

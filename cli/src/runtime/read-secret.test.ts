import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecretReader, SecretUnreadable } from './read-secret.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-secrets-'));
  await writeFile(join(folder, 'key'), 'hunter2', { mode: 0o600 });
  await writeFile(join(folder, 'open'), 'hunter2');
  await chmod(join(folder, 'open'), 0o644);
});
afterAll(() => rm(folder, { recursive: true }));

describe('createSecretReader', () => {
  it('reads a file that is its owner’s alone', async () => {
    expect((await createSecretReader(folder)('key')).toString()).toBe('hunter2');
  });

  it.each([
    ['one that others may read', 'open', /others may read it \(mode 644\)/],
    ['one that is not there', 'none', /ENOENT/],
    ['a path out of the folder', '../key', /no name of a secret/],
    ['an absolute path', '/etc/hostname', /no name of a secret/],
    ['an empty name', '', /no name of a secret/],
  ])('refuses %s, saying what to do and nothing of the content', async (_name, secret, because) => {
    const refused = createSecretReader(folder)(secret);
    await expect(refused).rejects.toThrow(SecretUnreadable);
    await expect(refused).rejects.toThrow(because);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });
});

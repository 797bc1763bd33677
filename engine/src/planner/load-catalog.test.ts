import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidFile } from '@chatops-commander/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from './load-catalog.js';

const runbook = (name: string): string =>
  `apiVersion: chatops-commander/v1\nkind: Runbook\nmetadata: { name: ${name}, title: ${name} }\nspec: { steps: [{ uses: system.health }] }\n`;

describe('loadCatalog', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
    await mkdir(join(folder, 'team', 'deep'), { recursive: true });
    await writeFile(join(folder, 'zulu.yaml'), runbook('zulu'));
    await writeFile(join(folder, 'team', 'alpha.yml'), runbook('alpha'));
    await writeFile(join(folder, 'team', 'deep', 'é.yaml'), runbook('accent'));
    await writeFile(join(folder, 'README.md'), '# not a runbook');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads every YAML file below, sorted, under runbooks/', async () => {
    const catalog = await loadCatalog(folder);
    expect(catalog.map(({ path, runbook: { metadata } }) => [path, metadata.name])).toEqual([
      ['runbooks/team/alpha.yml', 'alpha'],
      ['runbooks/team/deep/é.yaml', 'accent'],
      ['runbooks/zulu.yaml', 'zulu'],
    ]);
  });

  it('names the bytes as git does', async () => {
    const [first] = await loadCatalog(folder);
    const git = execFileSync('git', ['hash-object', join(folder, 'team', 'alpha.yml')], { encoding: 'utf8' }).trim();
    expect(first?.blob).toBe(git);
  });

  it('names the file that is no runbook', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'catalog-'));
    await writeFile(join(broken, 'broken.yaml'), 'kind: Runbook\n');
    const error = await loadCatalog(broken).catch((thrown: unknown) => thrown);
    await rm(broken, { recursive: true });
    expect(error).toBeInstanceOf(InvalidFile);
    expect(error).toMatchObject({ file: 'runbooks/broken.yaml' });
  });

  it('throws when there is no folder', async () => {
    await expect(loadCatalog(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

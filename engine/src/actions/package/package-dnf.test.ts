import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLocally } from '../../execution/local-machine.fixture.js';
import { sampleContext } from '../action-context.fixture.js';
import { packageInstall } from './package-install.js';
import { planOf } from './package-state.js';

/** What dnf 4 prints, a name too long for its column included. */
const TABLE = `Dependencies resolved.
================================================================================
 Package                Architecture     Version           Repository      Size
================================================================================
Installing:
 shop                   noarch           1.0-1             test           5.4 k
Installing dependencies:
 a-library-with-a-name-that-is-too-long-for-its-column
                        x86_64           1:2.0-1           test           5.4 k
Removing dependent packages:
 old                    noarch           0.9-1             @test          5.4 k

Transaction Summary
================================================================================
Install  2 Packages
`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatops-dnf-'));
  for (const tool of ['sh', 'sed', 'awk', 'grep', 'sort', 'tail', 'cut', 'rm', 'mktemp', 'cat', 'head', 'ls', 'tr']) {
    const at = ['/bin', '/usr/bin'].map((place) => join(place, tool)).find((path) => existsSync(path));
    if (at !== undefined) await symlink(at, join(folder, tool));
  }
  await writeFile(join(folder, 'table'), TABLE);
  const dnf = `#!/bin/sh
case "$*" in
  *list*) echo 'shop.noarch 1.0-1 test' ;;
  *nosuch*) echo 'Error: Unable to find a match: nosuch' >&2; exit 1 ;;
  *installed*) echo 'Nothing to do.' ;;
  *) cat ${folder}/table; echo 'Operation aborted.' >&2; exit 1 ;;
esac
`;
  for (const [name, text] of [
    ['dnf', dnf],
    ['rpm', '#!/bin/sh\nexit 1\n'],
  ] as const) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function probe(name: string) {
  const input = { packages: [name] };
  const look = packageInstall.probe;
  if (look === undefined) throw new Error('it has a probe');
  const command = look.command(input, sampleContext());
  return { input, before: look.parse(await runLocally(command, { PATH: folder }), input) };
}

test('what dnf would bring along is known before, so that it can be taken back', async () => {
  const { input, before } = await probe('shop=1.0-1');
  expect(planOf(before).map(({ name, from, to }) => [name, from, to])).toEqual([
    ['shop', null, '1.0-1'],
    ['a-library-with-a-name-that-is-too-long-for-its-column', null, '1:2.0-1'],
  ]);
  expect(packageInstall.inverse?.(input, before, undefined)).toMatchObject({
    kind: 'step',
    with: { install: [], remove: ['shop', 'a-library-with-a-name-that-is-too-long-for-its-column'] },
  });
});

test('what dnf does not know is refused before anything starts', async () => {
  const { input, before } = await probe('nosuch');
  expect(packageInstall.refuse?.(before, input)?.en).toMatch(/Unable to find a match: nosuch/);
});

test('where dnf has nothing to do, nothing is planned and nothing refused', async () => {
  const { input, before } = await probe('installed');
  expect([planOf(before), packageInstall.refuse?.(before, input)]).toEqual([[], undefined]);
});
